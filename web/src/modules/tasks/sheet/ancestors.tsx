import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { taskQuery } from '../data/queries';
import styles from './ancestors.module.css';

/** Where the task stands: the tasks above it, from the outermost; those the person may not see are left out. */
export function Ancestors({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  if (task.ancestors.length === 0) return null;
  return (
    <nav aria-label={t('field.parent')}>
      <ol className={styles.path}>
        {task.ancestors.map((id) => (
          <Ancestor key={id} id={id} />
        ))}
      </ol>
    </nav>
  );
}

function Ancestor({ id }: { id: string }) {
  const { data: task } = useQuery(taskQuery(id));
  if (task === undefined) return null;
  return (
    <li className={styles.step}>
      <Link to="/tasks/$taskId" params={{ taskId: id }} search={(search) => search} className={styles.link}>
        {task.title}
      </Link>
    </li>
  );
}
