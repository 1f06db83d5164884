import { useTranslation } from 'react-i18next';
import type { WorkingCalendar } from '../../../api/types';
import { firstWeekday, formatDay } from '../../../kit/time/format';
import styles from './calendar.module.css';
import { kindOf, monthOf } from './days';
import { monthName, weekdayNames } from './names';

type MonthProps = {
  year: number;
  month: number;
  calendar: WorkingCalendar;
  today: string;
  /** The day that the Tab key reaches. */
  reached: string;
  onPick: (day: string) => void;
};

/** The days of a month under their weekdays. */
export function Month({ year, month, calendar, today, reached, onPick }: MonthProps) {
  const { t, i18n } = useTranslation('settings');
  const first = firstWeekday(i18n.language);
  const { gaps, days } = monthOf(year, month, first);
  const name = monthName(i18n.language, year, month);
  return (
    <section className={styles.month} aria-label={name}>
      <h4 className={styles.monthName}>{name}</h4>
      <div className={styles.weekdayRow} aria-hidden>
        {weekdayNames(i18n.language, first, 'short').map(({ weekday, name: short }) => (
          <span key={weekday}>{short}</span>
        ))}
      </div>
      <div className={styles.days}>
        {days.map((day, index) => {
          const kind = kindOf(day, calendar);
          return (
            <button
              key={day}
              type="button"
              className={`${styles.day} numbers`}
              style={index === 0 ? { gridColumnStart: gaps + 1 } : undefined}
              data-day={day}
              data-kind={kind}
              data-today={day === today || undefined}
              tabIndex={day === reached ? 0 : -1}
              aria-pressed={kind === 'holiday' || kind === 'extra'}
              aria-label={`${formatDay(day, i18n.language)}, ${t(`calendar.kind.${kind}`)}`}
              onClick={() => onPick(day)}
            >
              {Number(day.slice(8))}
            </button>
          );
        })}
      </div>
    </section>
  );
}
