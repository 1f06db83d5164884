import { Button } from '@mantine/core';
import { IconBeach, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, idempotencyKey } from '../../../api/client';
import { invalidateLists } from '../../../api/keys';
import type { Absence } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';
import { Page } from '../../../kit/page/page';
import { EmptyState } from '../../../kit/states/empty-state';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { formatDay } from '../../../kit/time/format';
import { usePlace } from '../../../kit/time/time';
import { useSession } from '../../../session/session';
import { absencesQuery } from '../data/queries';
import { Badge, type Tone } from '../parts/badge';
import { TimeTabs } from '../parts/time-tabs';
import { AbsenceForm } from './absence-form';
import styles from './absences.module.css';
import { AbsenceChart } from './absence-chart';

/** The person's absences, and on a chart those of everybody they lead. */
export function AbsencesPage() {
  const { t } = useTranslation('time');
  const { me } = useSession();
  const { data: absences, error, refetch } = useQuery(absencesQuery);
  const [adding, setAdding] = useState(false);
  const own = absences?.filter(({ person }) => person === me.id) ?? [];
  return (
    <Page
      title={t('title')}
      beside={<TimeTabs active="absences" />}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {t('absence.ask')}
        </Button>
      }
    >
      <div className={styles.body}>
        {adding && <AbsenceForm onClose={() => setAdding(false)} />}
        {absences === undefined ? (
          error ? (
            <ErrorState error={error} onRetry={() => void refetch()} />
          ) : (
            <ListSkeleton rows={5} />
          )
        ) : (
          <>
            <AbsenceChart absences={absences} />
            <h2 className={styles.title}>{t('absence.mine')}</h2>
            {own.length === 0 ? (
              <EmptyState icon={IconBeach} title={t('absence.none')} text={t('absence.noneText')} />
            ) : (
              <ul className={styles.list}>
                {own.map((absence) => (
                  <Own key={absence.id} absence={absence} />
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </Page>
  );
}

const tones: Partial<Record<Absence['state'], Tone>> = {
  ABSENCE_STATE_REQUESTED: 'blue',
  ABSENCE_STATE_APPROVED: 'green',
  ABSENCE_STATE_DECLINED: 'red',
};

function Own({ absence }: { absence: Absence }) {
  const { t } = useTranslation('time');
  const { language } = usePlace();
  const queries = useQueryClient();
  const { firstDay, lastDay, kind, state, comment, answer: said } = absence;

  function cancel(): void {
    const params = { path: { id: absence.id }, header: { 'Idempotency-Key': idempotencyKey() } };
    answer(api.POST('/v1/absences/{id}:cancel', { params, body: {} }))
      .catch((error: unknown) => problemToast(error))
      .finally(() => invalidateLists(queries, 'absence'));
  }

  return (
    <li className={styles.own}>
      <span className="numbers">
        {formatDay(firstDay, language)}
        {lastDay !== firstDay && ` – ${formatDay(lastDay, language)}`}
      </span>
      <strong>{t(`absence.kind.${kind}`)}</strong>
      <Badge tone={tones[state] ?? 'quiet'}>{t(`absence.state.${state}`)}</Badge>
      <span className={`${styles.comment} quiet`}>{[comment, said].filter(Boolean).join(' · ')}</span>
      {absence.allowedActions.includes('cancel') && (
        <Button variant="subtle" size="compact-sm" onClick={cancel}>
          {t('absence.cancel')}
        </Button>
      )}
    </li>
  );
}
