import type { Task } from '../../../api/types';
import { Face } from '../../../kit/people/chips';
import { statusOf } from '../data/task-words';
import { AwaitedLabel } from './awaited';
import { Deadline } from './deadline';
import styles from './parts.module.css';
import { NewMark, StatusIcon } from './status';
import { TaskLink } from './task-title';

/** A task as one line among others, where there are no columns; on phones as two. The whole of it leads to the task. */
export function TaskRow({ task, face = 'assignee' }: { task: Task; face?: 'assignee' | 'creator' }) {
  return (
    <li className={styles.row}>
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
