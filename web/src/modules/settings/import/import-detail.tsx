import { Button, Progress } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { problemToast } from '../../../kit/feedback/toast';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { DateTime } from '../../../kit/time/time';
import { Section } from '../parts/section';
import { Columns } from './columns';
import { Counts } from './counts';
import styles from './import.module.css';
import { StateMark } from './import-state';
import { stateWord } from './import-words';
import { importQuery, isUnderWay, useImporting } from './imports';
import { Lines } from './lines';

/** One import: what was understood of the file, what would become of each line, and how far it is. */
export function ImportDetail() {
  const { t } = useTranslation('settings');
  const { importId } = useParams({ from: '/settings/import/$importId' });
  const { data: it, error, refetch } = useQuery(importQuery(importId));
  return (
    <Section
      title={it?.fileName || t('section.import')}
      text={it && t(`import.stateText.${stateWord[it.state]}`)}
      actions={it && <Actions key={it.id} it={it} />}
      before={
        <Link to="/settings/import" className={styles.back}>
          <IconArrowLeft size={14} aria-hidden /> {t('import.all')}
        </Link>
      }
      wide
    >
      <div className={styles.detail}>
        {it ? <Content it={it} /> : error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <ListSkeleton />}
      </div>
    </Section>
  );
}

function Content({ it }: { it: Import }) {
  const { t } = useTranslation('settings');
  const percent = it.totalLines === 0 ? 0 : Math.round((100 * it.doneLines) / it.totalLines);
  return (
    <>
      <p className={styles.facts}>
        <StateMark state={it.state} />
        <span className="quiet">{it.createdAt !== undefined && <DateTime at={it.createdAt} />}</span>
      </p>
      {isUnderWay(it.state) && (
        <div className={styles.progress}>
          <Progress value={percent} size="lg" animated aria-label={t('import.progress')} />
          <span className="numbers">{t('import.doneOf', { done: it.doneLines, count: it.totalLines })}</span>
        </div>
      )}
      <Counts it={it} />
      {it.state === 'IMPORT_STATE_CHECKING' ? <ListSkeleton rows={4} /> : <Lines it={it} />}
      <Columns it={it} />
    </>
  );
}

function Actions({ it }: { it: Import }) {
  const { t } = useTranslation('settings');
  const { can } = useAllowedActions(it);
  const { start, cancel } = useImporting();
  const [busy, setBusy] = useState(false);
  const run = (what: () => Promise<unknown>) => {
    setBusy(true);
    what()
      .catch((error: unknown) => problemToast(error))
      .finally(() => setBusy(false));
  };
  const carried = it.totalLines - it.failed - it.unchanged;
  return (
    <>
      {can('cancel') && (
        <Button variant="default" loading={busy} onClick={() => run(() => cancel(it))}>
          {it.state === 'IMPORT_STATE_CHECKED' ? t('import.discard') : t('import.stop')}
        </Button>
      )}
      {can('start') && (
        <Button loading={busy} disabled={carried === 0} onClick={() => run(() => start(it))}>
          {t('import.start', { count: carried })}
        </Button>
      )}
      {it.state === 'IMPORT_STATE_DONE' && (
        <Button variant="default" renderRoot={(props) => <Link to="/people" {...props} />}>
          {t('import.showPeople')}
        </Button>
      )}
    </>
  );
}
