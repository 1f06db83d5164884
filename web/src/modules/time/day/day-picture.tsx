import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TimeEntry, WorkDay } from '../../../api/types';
import { formatTime } from '../../../kit/time/format';
import { useMinute, usePlace } from '../../../kit/time/time';
import { startOfDay } from '../../../kit/time/zone';
import { type Bar, barsOf, hoursShown } from '../data/week';
import styles from './time-page.module.css';

type DayPictureProps = { day: string; workDay: WorkDay | undefined; entries: readonly TimeEntry[] };

/** The day drawn by its hours: when it was worked, and below on what. */
export function DayPicture({ day, workDay, entries }: DayPictureProps) {
  const { t } = useTranslation('time');
  const place = usePlace();
  const now = useMinute();
  const midnight = startOfDay(day, place.zone);
  const time = (instant: string | undefined) => (instant === undefined ? t('now') : formatTime(instant, place));
  const span = ({ from, to }: { from?: string; to?: string }) => `${time(from)} – ${time(to)}`;
  const worked = barsOf(workDay?.intervals ?? [], midnight, now, (each) => span(each));
  const spent = barsOf(entries, midnight, now, (each) => `${each.taskTitle}: ${span(each)}`);
  const hours = hoursShown([...worked, ...spent]);
  const ticks = Array.from({ length: hours.to - hours.from + 1 }, (_, index) => hours.from + index);
  const placeOf = (hour: number) => `${((hour - hours.from) / (hours.to - hours.from)) * 100}%`;

  const lane = (bars: readonly Bar[], kind: 'worked' | 'spent') => (
    <div className={styles.lane} data-kind={kind}>
      {bars.map(({ key, from, to, text }) => (
        <Tooltip key={key} label={text}>
          <span
            className={styles.bar}
            style={{ insetInlineStart: placeOf(from), width: `${((to - from) / (hours.to - hours.from)) * 100}%` }}
          />
        </Tooltip>
      ))}
    </div>
  );

  return (
    <div
      className={styles.picture}
      role="img"
      aria-label={[...worked, ...spent].map(({ text }) => text).join('; ') || t('entry.none')}
    >
      {lane(worked, 'worked')}
      {lane(spent, 'spent')}
      <div className={styles.hours} aria-hidden>
        {ticks.map((hour) => (
          <span key={hour} className="numbers" style={{ insetInlineStart: placeOf(hour) }}>
            {hour % 24}
          </span>
        ))}
      </div>
    </div>
  );
}
