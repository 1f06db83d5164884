import { type Icon, IconCalendarQuestion, IconCircleX, IconMessageQuestion, IconProgressCheck } from '@tabler/icons-react';
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { Age } from '../../../kit/time/time';
import { type Awaiting, awaitingOf } from '../data/awaited';
import styles from './parts.module.css';

export const awaitingIcons: Record<Awaiting, Icon> = {
  acceptance: IconProgressCheck,
  reaction: IconMessageQuestion,
  deadline: IconCalendarQuestion,
  decision: IconCircleX,
};

/** What the task waits for, and since when. */
export function AwaitedLabel({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const awaiting = awaitingOf(task);
  if (awaiting === undefined) return null;
  const Picture = awaitingIcons[awaiting];
  return (
    <span className={styles.awaited}>
      <Tooltip label={t(`awaited.${awaiting}`)}>
        <Picture size={16} stroke={1.75} role="img" aria-label={t(`awaited.${awaiting}`)} />
      </Tooltip>
      {task.awaitedSince !== undefined && <Age since={task.awaitedSince} />}
    </span>
  );
}
