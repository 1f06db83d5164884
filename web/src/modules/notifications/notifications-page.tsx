import { IconChecks, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet, useMatchRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { HeaderAction } from '../../kit/page/header-action';
import { Page } from '../../kit/page/page';
import { TabLinks } from '../../kit/page/tab-links';
import { unreadQuery, useRead } from './data/notifications';
import { NotificationList } from './notification-list';
import styles from './notifications.module.css';

const route = getRouteApi('/notifications');

/** What happened that the person should hear of. */
export function NotificationsPage() {
  const { t } = useTranslation('notifications');
  const showsAll = route.useSearch({ select: ({ show }) => show === 'all' });
  const read = useRead();
  const { data: count } = useQuery(unreadQuery);
  const isSheetOpen = useMatchRoute()({ to: '/notifications/preferences' }) !== false;
  return (
    <Page
      title={t('title')}
      beside={
        <TabLinks
          label={t('shown')}
          tabs={[
            { id: 'unread', title: t('tab.unread'), link: { to: '/notifications' } },
            { id: 'all', title: t('tab.all'), link: { to: '/notifications', search: { show: 'all' } } },
          ]}
          active={showsAll ? 'all' : 'unread'}
        />
      }
      actions={
        <>
          {count !== undefined && count.unread > 0 && (
            <HeaderAction icon={IconChecks} label={t('readAll')} onClick={() => read()} />
          )}
          <HeaderAction
            icon={IconSettings}
            label={t('preferences.title')}
            link={{ to: '/notifications/preferences', search: true }}
          />
        </>
      }
    >
      <div className={styles.page}>
        <NotificationList unreadOnly={!showsAll} hasKeys={!isSheetOpen} />
      </div>
      <Outlet />
    </Page>
  );
}
