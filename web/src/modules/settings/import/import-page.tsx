import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../../api/types';
import { PersonName } from '../../../kit/people/chips';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { RelativeTime } from '../../../kit/time/time';
import { Section } from '../parts/section';
import { DropZone } from './drop-zone';
import styles from './import.module.css';
import { StateMark } from './import-state';
import { importsQuery } from './imports';
import { Template } from './template';

/** Brings people in from a table, and shows what was brought in before. */
export function ImportPage() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const query = useInfiniteQuery(importsQuery);
  const imports = query.data?.pages.flatMap((page) => page.imports) ?? [];
  return (
    <Section title={t('section.import')} text={t('import.text')} wide>
      <DropZone />
      <Template />
      {query.isPending && <ListSkeleton rows={3} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {imports.length > 0 && (
        <section className={styles.before}>
          <h3 className={styles.heading}>{t('import.before')}</h3>
          <ul className={styles.imports}>
            {imports.map((it) => (
              <Row key={it.id} it={it} />
            ))}
          </ul>
          {query.hasNextPage && (
            <Button variant="subtle" color="gray" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {common('more')}
            </Button>
          )}
        </section>
      )}
    </Section>
  );
}

function Row({ it }: { it: Import }) {
  const { t } = useTranslation('settings');
  const isDone = it.state === 'IMPORT_STATE_DONE';
  return (
    <li>
      <Link to="/settings/import/$importId" params={{ importId: it.id }} className={styles.importLink}>
        <span className={styles.fileName}>{it.fileName || t('import.unnamed')}</span>
        <StateMark state={it.state} />
        <span className={`${styles.summary} numbers`}>
          {isDone
            ? t('import.summary', { created: it.created, updated: it.updated, failed: it.failed })
            : t('import.lines', { count: it.totalLines })}
        </span>
        <span className={styles.summary}>
          <PersonName id={it.startedBy} />
        </span>
        <span className={styles.summary}>{it.createdAt !== undefined && <RelativeTime at={it.createdAt} />}</span>
      </Link>
    </li>
  );
}
