import { Button, Switch } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskInput } from '../../../api/types';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { DurationField } from '../../../kit/form/duration-field';
import styles from './create-sheet.module.css';

/** When the work is planned, how much it is, and whether its deadline may move; empty where nothing is said. */
export type Plan = {
  readonly plannedStart: string;
  readonly plannedEnd: string;
  readonly estimate: number;
  readonly deadlineMovable: boolean;
};

export const noPlan: Plan = { plannedStart: '', plannedEnd: '', estimate: 0, deadlineMovable: false };

export const planOf = ({ plannedStart, plannedEnd, estimate, deadlineMovable }: Plan) =>
  ({
    plannedStart: plannedStart || undefined,
    plannedEnd: plannedEnd || undefined,
    estimateSeconds: estimate > 0 ? String(estimate) : undefined,
    deadlineMovable,
  }) satisfies TaskInput;

type PlanFieldsProps = { plan: Plan; onChange: (change: Partial<Plan>) => void };

/** Folded away until it is asked for, or something was said. */
export function PlanFields({ plan, onChange }: PlanFieldsProps) {
  const { t } = useTranslation('tasks');
  const { plannedStart, plannedEnd, estimate, deadlineMovable } = plan;
  const [isOpen, setOpen] = useState(plannedStart !== '' || plannedEnd !== '' || estimate > 0 || deadlineMovable);
  const id = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Button
        className={styles.more}
        variant="subtle"
        color="gray"
        aria-expanded={isOpen}
        aria-controls={id}
        leftSection={<Chevron size={16} aria-hidden />}
        onClick={() => setOpen(!isOpen)}
      >
        {t('create.more')}
      </Button>
      <div id={id} className={styles.form} hidden={!isOpen}>
        <div className={styles.pair}>
          <DateTimeField
            label={t('field.plannedStart')}
            value={plannedStart || undefined}
            onChange={(start) => onChange({ plannedStart: start ?? '' })}
          />
          <DateTimeField
            label={t('field.plannedEnd')}
            value={plannedEnd || undefined}
            onChange={(end) => onChange({ plannedEnd: end ?? '' })}
          />
        </div>
        <div className={styles.pair}>
          <DurationField
            label={t('field.estimateSeconds')}
            value={estimate}
            onChange={(seconds) => onChange({ estimate: seconds })}
          />
        </div>
        <Switch
          label={t('create.deadlineMovable')}
          checked={deadlineMovable}
          onChange={(event) => onChange({ deadlineMovable: event.currentTarget.checked })}
        />
      </div>
    </>
  );
}
