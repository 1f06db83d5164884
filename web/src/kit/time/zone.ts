/*
 * Clock times of a zone and the instants they stand for. A clock time is written "YYYY-MM-DD HH:mm:ss", as Mantine's pickers
 * do; it names no zone.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  return format;
}

/** What the clocks of the zone show at that instant. */
export const clockTime = (instant: Date | string, zone: string): string => formatOf(zone).format(new Date(instant));

/** The day of the zone at that instant: "YYYY-MM-DD". */
export const dayOf = (instant: Date | string, zone: string): string => clockTime(instant, zone).slice(0, 10);

/**
 * The instant at which the clocks of the zone show that time. Of an hour that comes twice, the first; a time that is skipped
 * becomes the one as much later.
 */
export function instantOf(clock: string, zone: string): Date {
  const wanted = Date.parse(`${clock.replace(' ', 'T')}Z`);
  const offsetAt = (instant: number) => Date.parse(`${clockTime(new Date(instant), zone).replace(' ', 'T')}Z`) - instant;
  const dayBefore = offsetAt(wanted - 86_400_000);
  const dayAfter = offsetAt(wanted + 86_400_000);
  const first = wanted - Math.max(dayBefore, dayAfter);
  if (first + offsetAt(first) === wanted) return new Date(first);
  const second = wanted - Math.min(dayBefore, dayAfter);
  if (second + offsetAt(second) === wanted) return new Date(second);
  return new Date(wanted - dayBefore);
}

/** The day so many days later: "2026-02-28" and 1 give "2026-03-01". */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** When that day begins in the zone. */
export const startOfDay = (day: string, zone: string): Date => instantOf(`${day} 00:00:00`, zone);

/** Calendar days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
