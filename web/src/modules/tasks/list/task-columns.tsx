import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { PersonChip, RefStack } from '../../../kit/people/chips';
import type { Column } from '../../../kit/table/column';
import { formatDuration } from '../../../kit/time/duration';
import { RelativeTime } from '../../../kit/time/time';
import { priorityOf, statusOf } from '../data/task-words';
import { AwaitedLabel } from '../parts/awaited';
import { Deadline } from '../parts/deadline';
import { PriorityLabel } from '../parts/priority';
import { RatingLabel } from '../parts/rating';
import { StatusLabel } from '../parts/status';
import { Tags, TaskTitle } from '../parts/task-title';

export function useTaskColumns(): readonly Column<Task>[] {
  const { t } = useTranslation('tasks');
  return useMemo(
    () => [
      {
        id: 'title',
        title: t('field.title'),
        width: 360,
        grows: true,
        fixed: true,
        sortable: true,
        cell: (task) => <TaskTitle task={task} />,
      },
      { id: 'id', title: t('field.id'), width: 72, cell: (task) => <span className="quiet numbers">{task.id}</span> },
      {
        id: 'status',
        title: t('field.status'),
        width: 140,
        sortable: true,
        cell: (task) => <StatusLabel status={statusOf(task)} />,
      },
      { id: 'assignee', title: t('field.assignee'), width: 168, cell: (task) => <PersonChip id={task.assignee} /> },
      { id: 'deadline', title: t('field.deadline'), width: 156, sortable: true, cell: (task) => <Deadline task={task} /> },
      {
        id: 'priority',
        title: t('field.priority'),
        width: 112,
        sortable: true,
        cell: (task) => <PriorityLabel priority={priorityOf(task)} />,
      },
      {
        id: 'awaited_since',
        title: t('field.awaited_since'),
        width: 176,
        sortable: true,
        cell: (task) => <AwaitedLabel task={task} />,
      },
      {
        id: 'estimate',
        title: t('field.estimateSeconds'),
        width: 120,
        cell: (task) => <Duration seconds={Number(task.estimateSeconds)} />,
      },
      {
        id: 'spent',
        title: t('field.spentSeconds'),
        width: 120,
        cell: (task) => <Duration seconds={Number(task.spentSeconds)} />,
      },
      { id: 'rating', title: t('field.rating'), width: 120, cell: (task) => <RatingLabel task={task} /> },
      { id: 'creator', title: t('field.creator'), width: 160, cell: (task) => <PersonChip id={task.creator} /> },
      { id: 'co_executors', title: t('field.coExecutors'), width: 120, cell: (task) => <RefStack refs={task.coExecutors} /> },
      { id: 'observers', title: t('field.observers'), width: 120, cell: (task) => <RefStack refs={task.observers} /> },
      { id: 'tags', title: t('field.tags'), width: 160, cell: (task) => <Tags tags={task.tags} areLinks /> },
      {
        id: 'reviewed_at',
        title: t('field.reviewedAt'),
        width: 140,
        sortable: true,
        cell: (task) => <Moment at={task.reviewedAt} />,
      },
      {
        id: 'created_at',
        title: t('field.created_at'),
        width: 120,
        sortable: true,
        cell: (task) => <Moment at={task.createdAt} />,
      },
      {
        id: 'changed_at',
        title: t('field.changed_at'),
        width: 120,
        sortable: true,
        cell: (task) => <Moment at={task.changedAt} />,
      },
    ],
    [t],
  );
}

const Moment = ({ at }: { at: string | undefined }) =>
  at === undefined ? null : (
    <span className="quiet">
      <RelativeTime at={at} />
    </span>
  );

function Duration({ seconds }: { seconds: number }) {
  const { i18n } = useTranslation();
  return seconds === 0 ? null : <span className="numbers">{formatDuration(seconds, i18n.language)}</span>;
}
