import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type DragEvent, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { orderBy } from '../../../kit/table/column';
import { moveTo } from '../data/board-moves';
import { tasksQuery, useCel } from '../data/queries';
import { type Status, statusOf } from '../data/task-words';
import { useVerb } from '../data/verbs';
import type { ListState } from '../list/list-state';
import { StatusIcon } from '../parts/status';
import { BoardCard } from './board-card';
import styles from './board.module.css';

type BoardColumnProps = {
  status: Status;
  /** Shown only where it holds something. */
  isOptional: boolean;
  state: ListState;
  dragged: Task | undefined;
  onDrag: (task: Task | undefined) => void;
  onTasks: (status: Status, ids: readonly string[]) => void;
};

const pageSize = 50;

export function BoardColumn({ status, isOptional, state, dragged, onDrag, onTasks }: BoardColumnProps) {
  const { t } = useTranslation(['tasks', 'common']);
  const toCel = useCel();
  const verb = useVerb();
  const [isOver, setOver] = useState(false);
  const filter = toCel({ ...state.filter, status: [status] });
  const query = tasksQuery({ filter, orderBy: state.sort ? orderBy(state.sort) : '', q: state.q }, pageSize);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    ...query,
    placeholderData: keepPreviousData,
  });
  // A card that was just moved leaves its column before the server has answered.
  const tasks = useMemo(
    () => data?.pages.flatMap((page) => page.tasks).filter((task) => statusOf(task) === status) ?? [],
    [data, status],
  );
  useEffect(
    () =>
      onTasks(
        status,
        tasks.map(({ id }) => id),
      ),
    [tasks, status, onTasks],
  );

  const move = dragged && statusOf(dragged) !== status ? moveTo(dragged, status) : undefined;
  const isHome = dragged !== undefined && statusOf(dragged) === status;

  function onDragOver(event: DragEvent): void {
    if (move === undefined) return;
    event.preventDefault();
    setOver(true);
  }

  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    if (dragged && move) verb.mutate({ task: dragged, verb: move });
    onDrag(undefined);
  }

  if (isOptional && !error && tasks.length === 0) return null;
  const target = dragged === undefined || isHome ? undefined : move === undefined ? 'closed' : isOver ? 'over' : 'open';
  return (
    <section
      className={styles.column}
      aria-label={t(`status.${status}`)}
      data-target={target}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h2 className={styles.head}>
        <StatusIcon status={status} />
        {t(`status.${status}`)}
        <span className="quiet numbers">{hasNextPage ? `${tasks.length}+` : tasks.length}</span>
      </h2>
      {isPending && <ListSkeleton rows={3} />}
      {error && tasks.length === 0 && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!isPending && !error && tasks.length === 0 && <p className={styles.empty}>{t('empty.column')}</p>}
      <ul className={styles.cards}>
        {tasks.map((task) => (
          <BoardCard key={task.id} task={task} onDrag={onDrag} onMove={(chosen) => verb.mutate({ task, verb: chosen })} />
        ))}
        {hasNextPage && (
          <li>
            <Button variant="subtle" color="gray" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('common:more')}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}
