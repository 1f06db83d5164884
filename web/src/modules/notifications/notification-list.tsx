import { Button } from '@mantine/core';
import { IconBellCheck } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../kit/states/empty-state';
import { ErrorState } from '../../kit/states/error-state';
import { ListSkeleton } from '../../kit/states/skeletons';
import { useActiveRow } from '../../kit/table/active-row';
import { useMinute } from '../../kit/time/time';
import { dayOf } from '../../kit/time/zone';
import { useZone } from '../../session/session';
import { byDay, dayTitle } from './data/days';
import { notificationsQuery, useRead } from './data/notifications';
import { NotificationRow } from './notification-row';
import styles from './notifications.module.css';

type NotificationListProps = {
  unreadOnly: boolean;
  /** Whether j and k move here. */
  hasKeys: boolean;
  /** A notification was opened. */
  onOpened?: () => void;
};

/** What the person should hear of, by day, the newest first. */
export function NotificationList({ unreadOnly, hasKeys, onOpened }: NotificationListProps) {
  const { t, i18n } = useTranslation('notifications');
  const { t: common } = useTranslation();
  const zone = useZone();
  const today = dayOf(useMinute(), zone);
  const read = useRead();
  const query = useInfiniteQuery({ ...notificationsQuery(unreadOnly), placeholderData: keepPreviousData });
  const all = useMemo(() => query.data?.pages.flatMap(({ notifications }) => notifications) ?? [], [query.data]);
  const { rowProps } = useActiveRow({
    count: all.length,
    enabled: hasKeys,
    onOpen: (index) => document.getElementById(rowId(all[index]?.id ?? ''))?.click(),
    reveal: (index) => document.getElementById(rowId(all[index]?.id ?? ''))?.scrollIntoView({ block: 'nearest' }),
  });

  if (query.isPending) return <ListSkeleton rows={6} />;
  if (query.isError && all.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (all.length === 0) {
    return (
      <EmptyState
        icon={IconBellCheck}
        title={unreadOnly ? t('allRead') : t('nothing')}
        text={unreadOnly ? t('allReadText') : t('nothingText')}
      />
    );
  }
  return (
    <>
      {byDay(all, zone).map(({ day, notifications }) => (
        <Fragment key={day}>
          <h2 className={styles.day}>{dayTitle(day, i18n.language, today)}</h2>
          <ul className={styles.list}>
            {notifications.map((notification) => (
              <NotificationRow
                key={notification.id}
                notification={notification}
                rowProps={hasKeys ? { id: rowId(notification.id), ...rowProps(all.indexOf(notification)) } : undefined}
                onRead={() => read(notification.id)}
                onOpen={() => {
                  if (notification.readAt === undefined) read(notification.id);
                  onOpened?.();
                }}
              />
            ))}
          </ul>
        </Fragment>
      ))}
      {query.hasNextPage && (
        <div className={styles.more}>
          <Button variant="subtle" color="gray" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {common('more')}
          </Button>
        </div>
      )}
    </>
  );
}

const rowId = (notification: string): string => `notification-${notification}`;
