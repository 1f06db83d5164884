import { IconAlertCircle, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PersonChip } from '../../../../kit/people/chips';
import { formatDuration } from '../../../../kit/time/duration';
import { formatExactly, formatMoment } from '../../../../kit/time/format';
import { useMinute, usePlace } from '../../../../kit/time/time';
import { priorityOf, statusOf, urgencyOf } from '../../data/task-words';
import { PriorityLabel } from '../../parts/priority';
import parts from '../../parts/parts.module.css';
import { StatusLabel } from '../../parts/status';
import { Tags } from '../../parts/task-title';
import type { Mark } from '../data/overlay';
import { isTime, type PlanColumn, type TimeColumn } from '../rules/columns';
import type { PlanRow } from '../rules/outline';
import styles from './grid.module.css';

type CellContentProps = { row: PlanRow; column: PlanColumn; mark: Mark | undefined };

/** What a cell shows. Text that could not be read stands there as it was typed. */
export function CellContent({ row: { task, number }, column, mark }: CellContentProps) {
  if (mark?.text !== undefined) return <span className={styles.text}>{mark.text}</span>;
  if (isTime(column)) return <Moment task={task} column={column} />;
  switch (column) {
    case 'number':
      return <span className={`${styles.number} numbers`}>{number}</span>;
    case 'title':
      return (
        <span className={styles.text} data-done={statusOf(task) === 'completed' || undefined}>
          {task.title}
        </span>
      );
    case 'assignee':
      return task.assignee === '' ? null : <PersonChip id={task.assignee} />;
    case 'estimateSeconds':
      return <Duration seconds={task.estimateSeconds} />;
    case 'priority':
      return <PriorityLabel priority={priorityOf(task)} />;
    case 'tags':
      return <Tags tags={task.tags} />;
    case 'status':
      return <StatusLabel status={statusOf(task)} />;
    case 'progress':
      return task.rollup ? <Progress percent={task.rollup.progressPercent} /> : null;
    case 'rolledEstimate':
      return <Duration seconds={task.rollup?.estimateSeconds ?? '0'} />;
  }
}

/** As Deadline shows it, without what a tooltip of its own costs in each of a thousand rows. */
function Moment({ task, column }: { task: PlanRow['task']; column: TimeColumn }) {
  const { t } = useTranslation('tasks');
  const place = usePlace();
  const now = useMinute();
  const at = task[column];
  if (at === undefined) return null;
  const urgency = column === 'deadline' ? urgencyOf(task, now, place.zone) : 'later';
  return (
    <time dateTime={at} title={formatExactly(at, place)} className={`${parts.deadline} numbers`} data-urgency={urgency}>
      {urgency === 'overdue' && <IconAlertCircle size={14} stroke={2} role="img" aria-label={t('mark.overdue')} />}
      {urgency === 'today' && <IconClock size={14} stroke={2} role="img" aria-label={t('mark.today')} />}
      {formatMoment(at, place, now)}
    </time>
  );
}

function Duration({ seconds }: { seconds: string }) {
  const { i18n } = useTranslation();
  return seconds === '0' ? null : <span className="numbers">{formatDuration(Number(seconds), i18n.language)}</span>;
}

function Progress({ percent }: { percent: number }) {
  return (
    <span className={styles.progress}>
      <span className={styles.bar} aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
      <span className="numbers">{percent} %</span>
    </span>
  );
}
