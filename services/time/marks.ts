import { secondsBetween } from './moment.js';
import type { DayMark, WorkDay } from './work-day.js';

/** Fills in what follows from the stretches of a day: its beginning and end, how long was worked, and the marks. */
export function settled<Day extends WorkDay>(day: Day): Day {
  const first = day.intervals.at(0);
  const last = day.intervals.at(-1);
  const workedSeconds = day.intervals.reduce((sum, { from, to }) => sum + (to ? secondsBetween(from, to) : 0), 0);
  const followed = {
    ...day,
    startedAt: first?.from ?? day.startedAt,
    endedAt: day.state === 'ended' ? last?.to : undefined,
    workedSeconds,
  };
  return { ...followed, marks: marksOf(followed) };
}

/** Late is seen at once; early and short once the day has ended. A day off has no marks. */
export function marksOf({ expected, startedAt, endedAt, workedSeconds }: Omit<WorkDay, 'marks'>): DayMark[] {
  const { start, end, seconds, lateMinutes, earlyMinutes, shortMinutes } = expected;
  if (seconds === 0) return [];
  const marks: DayMark[] = [];
  if (start && secondsBetween(start, startedAt) > lateMinutes * 60) marks.push('late');
  if (end && endedAt && secondsBetween(endedAt, end) > earlyMinutes * 60) marks.push('early');
  if (endedAt && seconds - workedSeconds > shortMinutes * 60) marks.push('short');
  return marks;
}
