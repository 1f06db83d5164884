import {
  type Icon,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleHalf2,
  IconCirclePause,
  IconCircleX,
  IconProgressCheck,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { useMinute } from '../../../kit/time/time';
import { useZone } from '../../../session/session';
import { type Status, statusOf, urgencyOf } from '../data/task-words';
import styles from './parts.module.css';

const icons: Record<Status, Icon> = {
  new: IconCircleDashed,
  pending: IconCircle,
  in_progress: IconCircleHalf2,
  awaiting_acceptance: IconProgressCheck,
  completed: IconCircleCheckFilled,
  deferred: IconCirclePause,
  declined: IconCircleX,
};

/** The status as a picture of its own shape; its name for those who hear the page. */
export function StatusIcon({ status, size = 18 }: { status: Status; size?: number }) {
  const { t } = useTranslation('tasks');
  const Picture = icons[status];
  return (
    <Picture
      className={styles.icon}
      data-status={status}
      size={size}
      stroke={1.75}
      role="img"
      aria-label={t(`status.${status}`)}
    />
  );
}

export function StatusLabel({ status }: { status: Status }) {
  const { t } = useTranslation('tasks');
  const Picture = icons[status];
  return (
    <span className={styles.status}>
      <Picture className={styles.icon} data-status={status} size={18} stroke={1.75} aria-hidden />
      {t(`status.${status}`)}
    </span>
  );
}

/** Green: just assigned, and its assignee has not looked at it yet. */
export function NewMark({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  return statusOf(task) === 'new' ? <span className={styles.mark}>{t('mark.new')}</span> : null;
}

/** Red: its deadline has passed. Blue: it is today. */
export function UrgencyMark({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const urgency = urgencyOf(task, useMinute(), useZone());
  if (urgency !== 'overdue' && urgency !== 'today') return null;
  return (
    <span className={styles.mark} data-mark={urgency}>
      {t(`mark.${urgency}`)}
    </span>
  );
}
