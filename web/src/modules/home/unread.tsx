import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../kit/states/error-state';
import { ListSkeleton } from '../../kit/states/skeletons';
import { notificationsQuery, useRead } from '../notifications/data/notifications';
import { NotificationRow } from '../notifications/notification-row';
import styles from './home-page.module.css';

const most = 5;

/** The newest of what the person has not read. */
export function Unread() {
  const { t } = useTranslation('home');
  const read = useRead();
  const { data, error, refetch } = useInfiniteQuery(notificationsQuery(true));
  const unread = data?.pages[0]?.notifications.filter(({ readAt }) => readAt === undefined);
  return (
    <section>
      <h2 className={styles.head}>
        {t('unread.title')}
        <Link to="/notifications">{t('unread.all')}</Link>
      </h2>
      {!unread && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <ListSkeleton rows={3} />)}
      {unread?.length === 0 && <p className="quiet">{t('unread.none')}</p>}
      <ul className={`${styles.list} ${styles.unread}`}>
        {unread?.slice(0, most).map((notification) => (
          <NotificationRow
            key={notification.id}
            notification={notification}
            onOpen={() => read(notification.id)}
            onRead={() => read(notification.id)}
          />
        ))}
      </ul>
    </section>
  );
}
