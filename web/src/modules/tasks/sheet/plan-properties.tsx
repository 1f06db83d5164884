import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { DurationField } from '../../../kit/form/duration-field';
import { formatDuration } from '../../../kit/time/duration';
import { DateTime } from '../../../kit/time/time';
import type { TaskChange } from '../data/changes';
import { Property, Static } from './property';
import styles from './task-sheet.module.css';

type PlanPropertiesProps = { task: Task; onChange: ((change: TaskChange) => void) | undefined };

/** When it is planned to be worked on, and how much work it is thought to be. */
export function PlanProperties({ task, onChange }: PlanPropertiesProps) {
  const { t, i18n } = useTranslation('tasks');
  const { plannedStart, plannedEnd } = task;
  const estimate = Number(task.estimateSeconds);
  if (onChange) {
    return (
      <>
        <Property name={t('field.plan')}>
          <div className={styles.plan}>
            <DateTimeField
              plain
              aria-label={t('field.plannedStart')}
              placeholder={t('sheet.planFrom')}
              value={plannedStart}
              onChange={(start) => onChange({ plannedStart: start ?? null })}
            />
            <span className="quiet" aria-hidden>
              –
            </span>
            <DateTimeField
              plain
              aria-label={t('field.plannedEnd')}
              placeholder={t('sheet.planTo')}
              value={plannedEnd}
              onChange={(end) => onChange({ plannedEnd: end ?? null })}
            />
          </div>
        </Property>
        <Property name={t('field.estimateSeconds')}>
          <DurationField
            plain
            aria-label={t('field.estimateSeconds')}
            value={estimate}
            onChange={(seconds) => onChange({ estimateSeconds: String(seconds) })}
          />
        </Property>
      </>
    );
  }
  return (
    <>
      {(plannedStart ?? plannedEnd) !== undefined && (
        <Property name={t('field.plan')}>
          <Static>
            {plannedStart === undefined ? '…' : <DateTime at={plannedStart} />}
            {' – '}
            {plannedEnd === undefined ? '…' : <DateTime at={plannedEnd} />}
          </Static>
        </Property>
      )}
      {estimate > 0 && (
        <Property name={t('field.estimateSeconds')}>
          <Static>{formatDuration(estimate, i18n.language)}</Static>
        </Property>
      )}
    </>
  );
}
