import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { QuickCreate } from '../create/quick-create';
import { subtasksQuery } from '../data/queries';
import { statusOf } from '../data/task-words';
import { TaskRow } from '../parts/task-row';
import styles from './task-sheet.module.css';

/** What the task is made of, and how far that is. */
export function Subtasks({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const { data } = useQuery(subtasksQuery(task.id));
  const subtasks = data?.tasks ?? [];
  const done = subtasks.filter((subtask) => statusOf(subtask) === 'completed').length;
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionHead}>
        {t('sheet.subtasks')}
        {subtasks.length > 0 && (
          <span className="quiet numbers">{t('sheet.subtasksDone', { done, count: subtasks.length })}</span>
        )}
      </h2>
      <ul className={styles.subtasks}>
        {subtasks.map((subtask) => (
          <TaskRow key={subtask.id} task={subtask} />
        ))}
      </ul>
      {task.deletedAt === undefined && <QuickCreate parent={task.id} />}
    </section>
  );
}
