import { IconChecks, IconMoodSmile } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../../kit/keys/use-keys';
import { EmptyState } from '../../../kit/states/empty-state';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { stepBetweenCards } from '../board/card-focus';
import { type Side, useWaiting } from '../data/waiting';
import type { ListSearch } from '../list/list-state';
import { WaitingRow } from './waiting-row';
import styles from './waiting.module.css';

/** Who waits for whom, so that nothing that was asked gets lost: the longest first, each settled in its line. */
export function Waiting({ onOrder }: { onOrder: (hrefs: readonly string[]) => void }) {
  const mine = useWaiting('mine').data?.tasks;
  const theirs = useWaiting('theirs').data?.tasks;
  useEffect(() => onOrder([...(mine ?? []), ...(theirs ?? [])].map(({ id }) => `/tasks/${id}`)), [mine, theirs, onOrder]);
  useKeys({ j: () => stepBetweenCards(1), k: () => stepBetweenCards(-1) });
  return (
    <div className={styles.page}>
      <WaitingSide side="mine" />
      <WaitingSide side="theirs" />
    </div>
  );
}

/** The list that has all of it. */
const allOf: Record<Side, ListSearch> = {
  mine: { role: 'creator', awaited: 'any', sort: 'awaited_since', layout: 'table' },
  theirs: { role: 'assignee', awaited: 'any', sort: 'awaited_since', layout: 'table' },
};

function WaitingSide({ side }: { side: Side }) {
  const { t } = useTranslation('tasks');
  const { data, error, refetch } = useWaiting(side);
  return (
    <section className={styles.side} aria-labelledby={`waiting-${side}`}>
      <h2 id={`waiting-${side}`} className={styles.head}>
        {t(`waiting.${side}.title`)}
        {data && data.tasks.length > 0 && (
          <span className={`${styles.count} numbers`}>{data.hasMore ? `${data.tasks.length}+` : data.tasks.length}</span>
        )}
        {data?.hasMore && (
          <Link to="/tasks" search={allOf[side]}>
            {t('waiting.all')}
          </Link>
        )}
      </h2>
      {data === undefined && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <ListSkeleton rows={4} />)}
      {data?.tasks.length === 0 && (
        <EmptyState
          icon={side === 'mine' ? IconMoodSmile : IconChecks}
          title={t(`waiting.${side}.empty`)}
          text={t(`waiting.${side}.emptyText`)}
        />
      )}
      {data && data.tasks.length > 0 && (
        <ul className={styles.rows}>
          {data.tasks.map((task) => (
            <WaitingRow key={task.id} task={task} side={side} />
          ))}
        </ul>
      )}
    </section>
  );
}
