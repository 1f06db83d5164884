import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { unreadQuery, useRead } from './data/notifications';
import { NotificationList } from './notification-list';
import styles from './notifications.module.css';

/** The newest notifications, below the bell. */
export function NotificationsPreview({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('notifications');
  const read = useRead();
  const { data: count } = useQuery(unreadQuery);
  return (
    <div className={styles.preview}>
      <header className={styles.previewHead}>
        <h2 className={styles.previewTitle}>{t('title')}</h2>
        {count !== undefined && count.unread > 0 && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => read()}>
            {t('readAll')}
          </Button>
        )}
      </header>
      <div className={styles.previewList}>
        <NotificationList unreadOnly={false} hasKeys={false} onOpened={onClose} />
      </div>
      <footer className={styles.previewFoot}>
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          onClick={onClose}
          renderRoot={(props) => <Link to="/notifications" {...props} />}
        >
          {t('openAll')}
        </Button>
      </footer>
    </div>
  );
}
