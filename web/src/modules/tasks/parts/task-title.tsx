import { IconMessage } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { Face } from '../../../kit/people/chips';
import { priorityOf, statusOf } from '../data/task-words';
import { AwaitedLabel } from './awaited';
import { Deadline } from './deadline';
import styles from './parts.module.css';
import { PartLabel } from './part-label';
import { HighPriority } from './priority';
import { NewMark, StatusIcon } from './status';

/** The title of a task as a link to it, keeping the list below as it is filtered. In a row of a table the row takes the focus. */
export function TaskLink({ task, isTabStop = false }: { task: Task; isTabStop?: boolean }) {
  return (
    <Link
      to="/tasks/$taskId"
      params={{ taskId: task.id }}
      search={(search) => search}
      className={styles.titleText}
      data-done={statusOf(task) === 'completed'}
      tabIndex={isTabStop ? 0 : -1}
    >
      {task.title}
    </Link>
  );
}

/** What a row of a table says first. */
export function TaskTitle({ task }: { task: Task }) {
  return (
    <span className={styles.title}>
      <StatusIcon status={statusOf(task)} />
      <TaskLink task={task} />
      <PartLabel task={task} />
      <NewMark task={task} />
      <Tags tags={task.tags} areLinks />
      <CommentCount count={task.commentCount} />
    </span>
  );
}

/** In tables a tag leads to all tasks that have it; on cards it is too small to be hit. */
export function Tags({ tags, areLinks = false }: { tags: readonly string[]; areLinks?: boolean }) {
  if (tags.length === 0) return null;
  return (
    <span className={styles.tags}>
      {tags.map((tag) =>
        areLinks ? (
          <Link key={tag} to="/tasks" search={{ tag, layout: 'table' }} className={styles.tag} tabIndex={-1}>
            {tag}
          </Link>
        ) : (
          <span key={tag} className={styles.tag}>
            {tag}
          </span>
        ),
      )}
    </span>
  );
}

export function CommentCount({ count }: { count: number }) {
  const { t } = useTranslation('tasks');
  if (count === 0) return null;
  return (
    <span className={`${styles.count} numbers`}>
      <IconMessage size={14} stroke={1.75} aria-hidden />
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{t('comments', { count })}</span>
    </span>
  );
}

/** A task in a narrow list: two lines. */
export function TaskCard({ task }: { task: Task }) {
  return (
    <div className={styles.card}>
      <div className={styles.cardTitle}>
        <StatusIcon status={statusOf(task)} />
        <TaskLink task={task} />
        <Face id={task.assignee} size={22} />
      </div>
      <div className={styles.cardFacts}>
        <PartLabel task={task} />
        <NewMark task={task} />
        <Deadline task={task} />
        <HighPriority priority={priorityOf(task)} />
        <AwaitedLabel task={task} />
        <CommentCount count={task.commentCount} />
        <Tags tags={task.tags.slice(0, 2)} />
      </div>
    </div>
  );
}
