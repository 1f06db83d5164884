import type { ReactNode } from 'react';
import type { Task } from '../../../api/types';
import { Face } from '../../../kit/people/chips';
import { statusOf } from '../data/task-words';
import { AwaitedLabel } from './awaited';
import { Deadline } from './deadline';
import styles from './parts.module.css';
import { NewMark, StatusIcon } from './status';
import { TaskLink } from './task-title';

type RowProps = {
  task: Task;
  face?: 'assignee' | 'creator';
  /** How many levels below the others it stands. */
  indent?: number;
  before?: ReactNode;
};

/** A task as one line among others, where there are no columns; on phones as two. The whole of it leads to the task. */
export function TaskRow({ task, face = 'assignee', indent = 0, before }: RowProps) {
  return (
    <li className={styles.row} style={indent > 0 ? { paddingInlineStart: indent * 24 } : undefined}>
      {before}
      <StatusIcon status={statusOf(task)} />
      <span className={styles.rowMain}>
        <TaskLink task={task} isTabStop />
        <span className={styles.rowFacts}>
          <NewMark task={task} />
          <AwaitedLabel task={task} />
          <Deadline task={task} />
        </span>
      </span>
      <Face id={task[face]} size={20} />
    </li>
  );
}
