import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/ko';
import 'dayjs/locale/ru';
import { Button } from '@mantine/core';
import { InlineDateTimePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session';
import { firstWeekday, type Place } from '../time/format';
import { addDays, dayOf } from '../time/zone';
import styles from './moment-picker.module.css';

type MomentPickerProps = {
  /** A clock time of the place, "YYYY-MM-DD HH:mm:ss". */
  value: string | null;
  onChange: (clock: string | null) => void;
  /** Called with a clock time where that was meant by one click. */
  onDone: (clock?: string) => void;
  place: Place;
};

const usualEnd = '18:00';

/** A calendar with a time below it. A day without a time means the end of the working day. */
export function MomentPicker({ value, onChange, onDone, place: { language, zone } }: MomentPickerProps) {
  const { t } = useTranslation();
  const { company } = useSession();
  const end = company.calendar?.dayEnd || usualEnd;
  const today = dayOf(new Date(), zone);
  const days = [
    { day: today, name: t('day.today') },
    { day: addDays(today, 1), name: t('day.tomorrow') },
    { day: addDays(today, 7), name: t('day.inAWeek') },
  ];
  return (
    <>
      <div className={styles.days}>
        {days.map(({ day, name }) => (
          <Button key={day} variant="default" onClick={() => onDone(`${day} ${end}:00`)}>
            {name}
          </Button>
        ))}
      </div>
      <InlineDateTimePicker
        value={value}
        onChange={onChange}
        defaultDate={value ?? today}
        defaultTimeValue={end}
        locale={language}
        firstDayOfWeek={firstWeekday(language)}
        previousLabel={t('calendar.previous')}
        nextLabel={t('calendar.next')}
        onSubmit={() => onDone()}
        submitButtonProps={{ 'aria-label': t('done') }}
        timePickerProps={{
          format: language === 'ru' ? '24h' : '12h',
          hoursInputLabel: t('calendar.hours'),
          minutesInputLabel: t('calendar.minutes'),
          amPmInputLabel: t('calendar.amPm'),
        }}
      />
    </>
  );
}
