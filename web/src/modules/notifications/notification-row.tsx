import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconAlarm,
  type Icon,
  IconArrowForwardUp,
  IconAt,
  IconCheck,
  IconCalendarTime,
  IconCircleCheck,
  IconCircleX,
  IconHourglassHigh,
  IconStar,
  IconMessage,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconRotate2,
  IconTableImport,
  IconTrash,
  IconUserCheck,
} from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { HTMLAttributes, Ref } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Notification } from '../../api/types';
import { Face, PersonName } from '../../kit/people/chips';
import { RelativeTime } from '../../kit/time/time';
import { type Happening, happeningOf } from './data/words';
import styles from './notifications.module.css';

const pictures: Record<Happening, Icon> = {
  assigned: IconUserCheck,
  mentioned: IconAt,
  commented: IconMessage,
  imported: IconTableImport,
  started: IconPlayerPlay,
  paused: IconPlayerPause,
  completed: IconCircleCheck,
  accepted: IconCircleCheck,
  returned: IconRotate2,
  deferred: IconPlayerPause,
  resumed: IconPlayerPlay,
  declined: IconCircleX,
  handed_over: IconHourglassHigh,
  reacted: IconMessage,
  rated: IconStar,
  due_soon: IconAlarm,
  overdue: IconAlarm,
  escalated: IconAlarm,
  reopened: IconRotate2,
  carried_over: IconPlayerTrackNext,
  deleted: IconTrash,
  restored: IconRotate2,
  created: IconUserCheck,
  delegated: IconArrowForwardUp,
  updated: IconPencil,
  deadline_moved: IconCalendarTime,
  deadline_proposed: IconCalendarTime,
  deadline_accepted: IconCalendarTime,
  deadline_refused: IconCalendarTime,
};

type RowProps = {
  notification: Notification;
  onOpen: () => void;
  /** Marks it as read without opening it. */
  onRead: () => void;
  /** From useActiveRow, where the list is moved through by keyboard. */
  rowProps?: Pick<HTMLAttributes<HTMLElement>, 'id' | 'tabIndex' | 'onKeyDown' | 'onFocus'> & { ref?: Ref<HTMLAnchorElement> };
};

/** What happened, to what, by whom and when; it leads to the thing itself. */
export function NotificationRow({ notification, onOpen, onRead, rowProps }: RowProps) {
  const { t } = useTranslation('notifications');
  const { actor, subjectTitle, excerpt, createdAt, readAt } = notification;
  const happening = happeningOf(notification);
  const Picture = pictures[happening];
  const isUnread = readAt === undefined;
  return (
    <li className={styles.row} data-unread={isUnread || undefined}>
      <Link {...linkOf(notification)} className={styles.link} onClick={onOpen} {...rowProps}>
        <span className={styles.faces}>
          {actor === '' ? <img className={styles.system} src="/icon.svg" alt="" /> : <Face id={actor} size={32} />}
          <span className={styles.picture}>
            <Picture size={12} stroke={2} aria-hidden />
          </span>
        </span>
        <span className={styles.text}>
          <span className={styles.title}>
            {isUnread && <span className="visually-hidden">{t('unread')} </span>}
            {subjectTitle || t('untitled')}
          </span>
          <span className={styles.what}>
            <Trans
              t={t}
              i18nKey={`happened.${happening}`}
              components={{ person: actor === '' ? <span>Atrium</span> : <PersonName id={actor} /> }}
            />
            {excerpt !== '' && <span className={styles.excerpt}>{excerpt}</span>}
          </span>
        </span>
        <span className={styles.when}>{createdAt !== undefined && <RelativeTime at={createdAt} />}</span>
      </Link>
      {isUnread && (
        <Tooltip label={t('markRead')}>
          <ActionIcon className={styles.read} aria-label={t('markRead')} onClick={onRead}>
            <IconCheck size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}

/** Where the thing is that it is about. */
function linkOf({ subjectType, subjectId }: Notification): LinkProps {
  if (subjectType === 'task') return { to: '/tasks/$taskId', params: { taskId: subjectId } };
  if (subjectType === 'import') return { to: '/settings/import/$importId', params: { importId: subjectId } };
  return { to: '/notifications' };
}
