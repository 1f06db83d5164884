import { Button, Switch, Tooltip } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { formatExactly, formatMoment } from '../../../kit/time/format';
import { useMinute, usePlace } from '../../../kit/time/time';
import type { TaskChange } from '../data/changes';
import type { Saying } from '../data/saying';
import { Deadline } from '../parts/deadline';
import { SomedayMark } from '../parts/someday-mark';
import { None, Static } from './property';
import styles from './task-sheet.module.css';

type DeadlinePropertyProps = {
  task: Task;
  onChange: ((change: TaskChange) => void) | undefined;
  onSay: (saying: Saying) => void;
};

/** By when, and how often that was moved. Who directs the task sets it; who works on it moves it or asks for another, with a reason. */
export function DeadlineProperty({ task, onChange, onSay }: DeadlinePropertyProps) {
  const { t } = useTranslation('tasks');
  const { can } = useAllowedActions(task);
  if (onChange) {
    return (
      <div className={styles.deadline}>
        <div className={styles.deadlineField}>
          <DateTimeField
            plain
            aria-label={t('field.deadline')}
            value={task.deadline}
            onChange={(deadline) => onChange({ deadline: deadline ?? null })}
          />
        </div>
        {task.someday ? (
          <SomedayMark />
        ) : (
          task.deadline === undefined && (
            <Button variant="subtle" color="gray" onClick={() => onChange({ someday: true })}>
              {t('someday.keep')}
            </Button>
          )
        )}
        <Moves task={task} />
        {task.assignee !== task.creator && (
          <Switch
            className={styles.movable}
            label={t('sheet.deadlineMovable')}
            checked={task.deadlineMovable}
            onChange={(event) => onChange({ deadlineMovable: event.currentTarget.checked })}
          />
        )}
      </div>
    );
  }
  const saying = can('move_deadline') ? 'move_deadline' : can('propose_deadline') ? 'propose_deadline' : undefined;
  return (
    <div className={styles.deadline}>
      <Static>{task.someday ? <SomedayMark /> : task.deadline === undefined ? <None /> : <Deadline task={task} />}</Static>
      <Moves task={task} />
      {saying && (
        <Button variant="subtle" onClick={() => onSay(saying)}>
          {t(saying === 'move_deadline' ? 'sheet.moveDeadline' : 'sheet.askDeadline')}
        </Button>
      )}
    </div>
  );
}

function Moves({ task: { deadlineMoves, firstDeadline } }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const place = usePlace();
  const now = useMinute();
  if (deadlineMoves === 0) return null;
  const first = firstDeadline === undefined ? undefined : formatMoment(firstDeadline, place, now);
  return (
    <Tooltip
      label={firstDeadline === undefined ? '' : t('sheet.firstDeadline', { date: formatExactly(firstDeadline, place) })}
      disabled={firstDeadline === undefined}
    >
      <span className={styles.moves}>
        <IconHistory size={14} stroke={1.75} aria-hidden />
        {t('sheet.deadlineMoves', { count: deadlineMoves })}
        {first !== undefined && <span className={styles.first}>{first}</span>}
      </span>
    </Tooltip>
  );
}
