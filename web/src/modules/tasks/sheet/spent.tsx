import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { formatDuration } from '../../../kit/time/duration';
import { Property, Static } from './property';
import styles from './task-sheet.module.css';

/** How much time was spent on the task, beside what it was thought to take; too much stands out. */
export function Spent({ task }: { task: Pick<Task, 'spentSeconds' | 'estimateSeconds'> }) {
  const { t, i18n } = useTranslation('tasks');
  const spent = Number(task.spentSeconds);
  const estimate = Number(task.estimateSeconds);
  if (spent === 0) return null;
  const text = formatDuration(spent, i18n.language);
  return (
    <Property name={t('field.spentSeconds')}>
      <Static>
        <span className={`${styles.spent} numbers`} data-over={estimate > 0 && spent > estimate}>
          {estimate > 0 ? t('sheet.spentOf', { spent: text, estimate: formatDuration(estimate, i18n.language) }) : text}
        </span>
      </Static>
    </Property>
  );
}
