import { Tooltip } from '@mantine/core';
import { IconAlertCircle, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { formatExactly, formatMoment } from '../../../kit/time/format';
import { useMinute, usePlace } from '../../../kit/time/time';
import { urgencyOf } from '../data/task-words';
import styles from './parts.module.css';

/** Red where it has passed, blue where it is today; each with a sign and a word of its own. */
export function Deadline({ task }: { task: Pick<Task, 'status' | 'deadline'> }) {
  const { t } = useTranslation('tasks');
  const place = usePlace();
  const now = useMinute();
  if (task.deadline === undefined) return null;
  const urgency = urgencyOf(task, now, place.zone);
  const exact = formatExactly(task.deadline, place);
  const word = urgency === 'overdue' || urgency === 'today' ? t(`mark.${urgency}`) : undefined;
  return (
    <Tooltip label={word === undefined ? exact : `${word} · ${exact}`}>
      <time dateTime={task.deadline} className={`${styles.deadline} numbers`} data-urgency={urgency}>
        {urgency === 'overdue' && <IconAlertCircle size={14} stroke={2} aria-hidden />}
        {urgency === 'today' && <IconClock size={14} stroke={2} aria-hidden />}
        {word !== undefined && <span className="visually-hidden">{word}: </span>}
        {formatMoment(task.deadline, place, now)}
      </time>
    </Tooltip>
  );
}
