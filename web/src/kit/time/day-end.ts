import { addDays, clockTime } from './zone';

/** When the work of a day ends, as a clock time: that many days from now. An end that has passed gives the last minute of its day. */
export function dayEnd(later: number, { end, zone, now }: { end: string; zone: string; now: Date }): string {
  const clock = clockTime(now, zone);
  const wanted = `${addDays(clock.slice(0, 10), later)} ${end}:00`;
  return wanted > clock ? wanted : `${wanted.slice(0, 10)} 23:59:00`;
}
