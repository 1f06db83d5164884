import type { TimeEntry, WorkDay } from '../../../api/types';
import { addDays } from '../../../kit/time/zone';

/** The seven days of the week in which the day lies; `first` is the week's first day, 0 for Sunday. */
export function weekOf(day: string, first: 0 | 1): string[] {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const start = addDays(day, -((weekday - first + 7) % 7));
  return Array.from({ length: 7 }, (_, index) => addDays(start, index));
}

export const sumOfEntries = (entries: readonly TimeEntry[]): number =>
  entries.reduce((sum, { seconds }) => sum + Number(seconds), 0);

export type Bar = { readonly key: string; readonly from: number; readonly to: number; readonly text: string };

/** The hours that a picture of a day shows: the usual ones, and all in which something was done. */
export function hoursShown(bars: readonly Bar[]): { from: number; to: number } {
  const from = Math.min(8, ...bars.map((bar) => Math.floor(bar.from)));
  const to = Math.max(19, ...bars.map((bar) => Math.ceil(bar.to)));
  return { from, to };
}

/** Stretches as hours since midnight; what still goes on goes on until now. */
export function barsOf<Stretch extends { from?: string; to?: string }>(
  stretches: readonly Stretch[],
  midnight: Date,
  now: Date,
  textOf: (stretch: Stretch, index: number) => string,
): Bar[] {
  const hours = (instant: string | Date) => (new Date(instant).getTime() - midnight.getTime()) / 3_600_000;
  return stretches.map((stretch, index) => ({
    key: `${stretch.from ?? ''} ${index}`,
    from: hours(stretch.from ?? midnight),
    to: hours(stretch.to ?? now),
    text: textOf(stretch, index),
  }));
}

export const dayNamed = (days: readonly WorkDay[] | undefined, day: string): WorkDay | undefined =>
  days?.find((each) => each.day === day);
