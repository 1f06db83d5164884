import { Button } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../api/types';
import { Face, PersonName } from '../../../kit/people/chips';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { RelativeTime } from '../../../kit/time/time';
import { useTaskHistory } from '../data/queries';
import { FieldChangeLine, toldField } from './field-change';
import styles from './task-sheet.module.css';

const actions = [
  'created',
  'updated',
  'delegated',
  'seen',
  'started',
  'paused',
  'completed',
  'accepted',
  'returned',
  'deferred',
  'resumed',
  'declined',
  'handed_over',
  'reacted',
  'rated',
  'deadline_moved',
  'deadline_proposed',
  'deadline_accepted',
  'deadline_refused',
  'checklist_changed',
  'moved',
  'reviewed',
  'carried_over',
  'commented',
  'reopened',
  'deleted',
  'restored',
] as const;

/** Who did what, when, and which fields it changed from what to what. */
export function History({ id }: { id: string }) {
  const { t } = useTranslation('common');
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useTaskHistory(id);
  if (isPending) return <ListSkeleton rows={3} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      {data.pages.flatMap(({ entries }) => entries.map((entry) => <Entry key={entry.id} entry={entry} />))}
      {hasNextPage && (
        <Button variant="subtle" color="gray" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('tasks');
  const user = entry.actor?.user ?? '';
  const action = actions.find((known) => known === entry.action) ?? 'other';
  const who = <strong>{user === '' ? t('history.system') : <PersonName id={user} />}</strong>;
  return (
    <article className={styles.entry}>
      {user === '' ? <IconRobot size={20} className="quiet" aria-hidden /> : <Face id={user} size={24} />}
      <div className={styles.entryHead}>
        <span>
          <Trans t={t} i18nKey={`history.${action}`} components={{ who }} />
        </span>
        {entry.at !== undefined && (
          <span className="quiet">
            <RelativeTime at={entry.at} />
          </span>
        )}
      </div>
      {action !== 'created' &&
        entry.changes.map(({ path, before, after }) => {
          const field = toldField(path);
          return field && <FieldChangeLine key={path} field={field} before={before} after={after} />;
        })}
    </article>
  );
}
