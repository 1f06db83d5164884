import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { list } from '../../api/keys';
import { ErrorState } from '../../kit/states/error-state';
import { ListSkeleton } from '../../kit/states/skeletons';
import { TaskRow } from '../tasks/parts/task-row';
import styles from './home-page.module.css';

const most = 8;

/** What others have been working on. */
export function RecentTasks() {
  const { t } = useTranslation('home');
  const { data, error, refetch } = useQuery({
    queryKey: list('task', 'home', 'recent'),
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/tasks', { params: { query: { orderBy: 'changed_at desc', pageSize: most } }, signal }))).tasks,
  });
  return (
    <section>
      <h2 className={styles.head}>{t('tasks.recent')}</h2>
      {data?.length === 0 && <p className="quiet">{t('tasks.noRecent')}</p>}
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <ListSkeleton rows={4} />)}
      <ul className={styles.list}>
        {data?.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}
