import { IconMailOpened, IconRobot } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { list } from '../../api/keys';
import type { Notification } from '../../api/types';
import { Face, PersonName } from '../../kit/people/chips';
import { ErrorState } from '../../kit/states/error-state';
import { ListSkeleton } from '../../kit/states/skeletons';
import { RelativeTime } from '../../kit/time/time';
import styles from './home-page.module.css';

const most = 5;

const texts = {
  KIND_UNSPECIFIED: 'taskChanged',
  KIND_TASK_ASSIGNED: 'taskAssigned',
  KIND_MENTIONED: 'mentioned',
  KIND_TASK_COMMENTED: 'taskCommented',
  KIND_TASK_STATUS: 'taskStatus',
  KIND_TASK_CHANGED: 'taskChanged',
  KIND_IMPORT_FINISHED: 'importFinished',
} as const satisfies Record<Notification['kind'], string>;

/** The newest of what the person has not read. */
export function Unread() {
  const { t } = useTranslation('home');
  const { data, error, refetch } = useQuery({
    queryKey: list('notification', 'home'),
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/notifications', { params: { query: { unreadOnly: true, pageSize: most } }, signal })))
        .notifications,
  });
  return (
    <section>
      <h2 className={styles.head}>{t('unread.title')}</h2>
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <ListSkeleton rows={3} />)}
      {data?.length === 0 && (
        <p className="quiet">
          <IconMailOpened size={16} aria-hidden /> {t('unread.none')}
        </p>
      )}
      {data?.map((notification) => (
        <UnreadLine key={notification.id} notification={notification} />
      ))}
    </section>
  );
}

function UnreadLine({ notification }: { notification: Notification }) {
  const { t } = useTranslation('home');
  const { kind, actor, subjectType, subjectId, subjectTitle, excerpt, createdAt } = notification;
  const who = <span>{actor === '' ? t('unread.system') : <PersonName id={actor} />}</span>;
  const content = (
    <>
      {actor === '' ? <IconRobot size={20} className="quiet" aria-hidden /> : <Face id={actor} size={24} />}
      <span className={styles.notificationHead}>
        <span>
          <Trans t={t} i18nKey={`unread.${texts[kind]}`} components={{ who }} />
        </span>
        {createdAt !== undefined && <RelativeTime at={createdAt} />}
      </span>
      <span className={styles.subject}>{subjectTitle}</span>
      {excerpt !== '' && <span className={styles.excerpt}>{excerpt}</span>}
    </>
  );
  if (subjectType !== 'task') return <div className={styles.notification}>{content}</div>;
  return (
    <Link to="/tasks/$taskId" params={{ taskId: subjectId }} className={styles.notification}>
      {content}
    </Link>
  );
}
