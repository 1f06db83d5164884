/*
 * Days and clock times of a zone of the IANA database, and the instants they stand for. A day is "YYYY-MM-DD", a time of it
 * its minutes since midnight by the clock on the wall.
 */

const DAY_MILLISECONDS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  // Swedish writes "2026-03-29 02:30:00".
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  return format;
}

/** What the clocks of the zone show, as if it were UTC. */
const wall = (instant: number, zone: string): number => Date.parse(`${formatOf(zone).format(instant).replace(' ', 'T')}Z`);

/** The day of the zone at that instant. */
export const dayOf = (instant: Date, zone: string): string => formatOf(zone).format(instant).slice(0, 10);

/** What the clocks of the zone show at that instant, in whole minutes since midnight. */
export const minutesOfDay = (instant: Date, zone: string): number => minutesOf(formatOf(zone).format(instant).slice(11, 16));

/**
 * The instant at which the clocks of the zone show that time of that day; 1440 minutes and more are on days that follow.
 * Of an hour that comes twice, the first; a time that is skipped becomes the one as much later.
 */
export function instantOf(day: string, minutes: number, zone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const offsetAt = (instant: number) => wall(instant, zone) - instant;
  const dayBefore = offsetAt(wanted - DAY_MILLISECONDS);
  const dayAfter = offsetAt(wanted + DAY_MILLISECONDS);
  for (const offset of [Math.max(dayBefore, dayAfter), Math.min(dayBefore, dayAfter)])
    if (wall(wanted - offset, zone) === wanted) return new Date(wanted - offset);
  return new Date(wanted - dayBefore);
}

/** The day so many days later: "2026-02-28" and 1 give "2026-03-01". */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);

/** Calendar days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MILLISECONDS);

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** "09:30" is 570. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
