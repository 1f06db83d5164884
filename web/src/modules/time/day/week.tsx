import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TimeEntry, WorkDay } from '../../../api/types';
import { formatDuration } from '../../../kit/time/duration';
import { formatTime } from '../../../kit/time/format';
import { usePlace } from '../../../kit/time/time';
import { addDays, dayOf } from '../../../kit/time/zone';
import { dayNamed, sumOfEntries } from '../data/week';
import { DayMarks } from '../parts/day-marks';
import styles from './time-page.module.css';

type WeekProps = { week: readonly string[]; days: readonly WorkDay[]; entries: readonly TimeEntry[]; shown: string };

/** The week, a line a day: from when to when, how long, on tasks of it, and what was marked. */
export function Week({ week, days, entries, shown }: WeekProps) {
  const { t } = useTranslation('time');
  const place = usePlace();
  const { language, zone } = place;
  const duration = (seconds: number) => (seconds > 0 ? formatDuration(seconds, language) : '–');
  const name = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' });
  const time = (instant: string | undefined) => (instant === undefined ? '–' : formatTime(instant, place));
  const worked = days.reduce((sum, day) => sum + Number(day.workedSeconds), 0);
  const step = (by: number) => ({ day: addDays(shown, by) });
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('week.title')}</h2>
        <span className="quiet numbers">
          {t('week.sum', { worked: duration(worked), spent: duration(sumOfEntries(entries)) })}
        </span>
        <Link to="/time" search={step(-7)} aria-label={t('week.before')} className={styles.step}>
          <IconChevronLeft size={18} aria-hidden />
        </Link>
        <Link to="/time" search={step(7)} aria-label={t('week.after')} className={styles.step}>
          <IconChevronRight size={18} aria-hidden />
        </Link>
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('week.day')}</th>
            <th scope="col">{t('week.from')}</th>
            <th scope="col">{t('week.to')}</th>
            <th scope="col">{t('week.worked')}</th>
            <th scope="col">{t('week.spent')}</th>
            <th scope="col">{t('week.marks')}</th>
          </tr>
        </thead>
        <tbody className="numbers">
          {week.map((day) => {
            const workDay = dayNamed(days, day);
            const ofDay = entries.filter(({ from }) => from !== undefined && dayOf(from, zone) === day);
            return (
              <tr key={day} data-shown={day === shown || undefined}>
                <th scope="row">
                  <Link to="/time" search={{ day }} aria-current={day === shown ? 'date' : undefined}>
                    {name.format(new Date(`${day}T00:00:00Z`))}
                  </Link>
                </th>
                <td>{time(workDay?.startedAt)}</td>
                <td>{time(workDay?.endedAt)}</td>
                <td>{duration(Number(workDay?.workedSeconds ?? 0))}</td>
                <td>{duration(sumOfEntries(ofDay))}</td>
                <td>{workDay && <DayMarks day={workDay} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
