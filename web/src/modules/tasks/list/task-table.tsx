import { Button } from '@mantine/core';
import { IconChecklist, IconFilterOff } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { type Column, nextSort, orderBy, type Sort } from '../../../kit/table/column';
import { DataTable } from '../../../kit/table/data-table';
import { EmptyState } from '../../../kit/states/empty-state';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { tasksQuery, useCel } from '../data/queries';
import { TaskCard } from '../parts/task-title';
import { isSameState, type ListState, stateOfOwnView } from './list-state';

type TaskTableProps = {
  state: ListState;
  columns: readonly Column<Task>[];
  openId: string | undefined;
  onSort: (sort: Sort | undefined) => void;
  onOrder: (hrefs: readonly string[]) => void;
};

export function TaskTable({ state, columns, openId, onSort, onOrder }: TaskTableProps) {
  const { t } = useTranslation('tasks');
  const navigate = useNavigate();
  const toCel = useCel();
  const query = tasksQuery({ filter: toCel(state.filter), orderBy: state.sort ? orderBy(state.sort) : '', q: state.q });
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    ...query,
    placeholderData: keepPreviousData,
  });
  const tasks = useMemo(() => data?.pages.flatMap((page) => page.tasks) ?? [], [data]);
  useEffect(() => onOrder(tasks.map(({ id }) => `/tasks/${id}`)), [tasks, onOrder]);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);

  if (isPending) return <ListSkeleton rows={12} />;
  if (error && tasks.length === 0) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (tasks.length === 0) return <NoTasks state={state} />;
  return (
    <DataTable
      name="tasks"
      label={t('title')}
      columns={columns}
      shown={state.columns}
      rows={tasks}
      idOf={({ id }) => id}
      openId={openId}
      onOpen={({ id }) => void navigate({ to: '/tasks/$taskId', params: { taskId: id }, search: (search) => search })}
      sort={state.sort}
      onSort={(id) => onSort(nextSort(state.sort, id))}
      hasMore={hasNextPage}
      isLoadingMore={isFetchingNextPage}
      onMore={more}
      card={(task) => <TaskCard task={task} />}
    />
  );
}

function NoTasks({ state }: { state: ListState }) {
  const { t } = useTranslation('tasks');
  const isMine = isSameState(state, stateOfOwnView('mine'));
  if (!isMine) {
    return (
      <EmptyState icon={IconFilterOff} title={t('empty.filtered')} text={t('empty.filteredText')}>
        <Button variant="default" renderRoot={(props) => <Link to="/tasks" search={{ layout: state.layout }} {...props} />}>
          {t('filter.clear')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconChecklist} title={t('empty.mine')} text={t('empty.mineText')}>
      <Button component={Link} to="/tasks/new">
        {t('newTask')}
      </Button>
    </EmptyState>
  );
}
