import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { useDayEnd } from '../../../kit/time/use-day-end';
import { instantOf } from '../../../kit/time/zone';
import { useZone } from '../../../session/session';
import styles from './say.module.css';

type DeadlineChoiceProps = {
  /** An instant in ISO 8601; empty where none is chosen. */
  value: string;
  onChange: (deadline: string) => void;
  /** Whether the deadline may stay as it is. */
  canKeep: boolean;
};

/** The deadlines that are mostly wanted, by one click, and any other. */
export function DeadlineChoice({ value, onChange, canKeep }: DeadlineChoiceProps) {
  const { t } = useTranslation(['tasks', 'common']);
  const zone = useZone();
  const { dayEnd } = useDayEnd();
  const inDays = (later: number) => instantOf(dayEnd(later), zone).toISOString();
  const offered = [
    ...(canKeep ? [{ deadline: '', text: t('say.keepDeadline') }] : []),
    { deadline: inDays(0), text: t('common:day.today') },
    { deadline: inDays(1), text: t('common:day.tomorrow') },
  ];
  const isOther = value !== '' && offered.every(({ deadline }) => deadline !== value);
  return (
    <div className={styles.choices} role="group" aria-label={t('field.deadline')}>
      {offered.map(({ deadline, text }) => (
        <Button
          key={text}
          className={styles.choice}
          variant="default"
          aria-pressed={value === deadline}
          onClick={() => onChange(deadline)}
        >
          {text}
        </Button>
      ))}
      <div className={styles.other}>
        <DateTimeField
          aria-label={t('say.otherDeadline')}
          placeholder={t('say.otherDeadline')}
          value={isOther ? value : undefined}
          onChange={(deadline) => onChange(deadline ?? '')}
        />
      </div>
    </div>
  );
}
