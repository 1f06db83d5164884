import { clockTime, dayOf, daysBetween } from './zone';

export type Place = { readonly language: string; readonly zone: string };

const formats = new Map<string, Intl.DateTimeFormat>();

function format({ language, zone }: Place, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

const year = (instant: Date | string, zone: string) => clockTime(instant, zone).slice(0, 4);

/** "23 Nov", with the year where it isn't this one. */
export function formatDate(instant: Date | string, place: Place, now = new Date()): string {
  const sameYear = year(instant, place.zone) === year(now, place.zone);
  return format(place, { day: 'numeric', month: 'short', year: sameYear ? undefined : 'numeric' }).format(new Date(instant));
}

export const formatTime = (instant: Date | string, place: Place): string =>
  format(place, { timeStyle: 'short' }).format(new Date(instant));

/** Date and time in full, for those who want to know exactly. */
export const formatExactly = (instant: Date | string, place: Place): string =>
  format(place, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(instant));

/** A day without a zone, such as a birthday: "YYYY-MM-DD". */
export const formatDay = (day: string, language: string): string =>
  format({ language, zone: 'UTC' }, { dateStyle: 'long' }).format(new Date(`${day}T00:00:00Z`));

/** "today", "tomorrow", "yesterday" or the date, with the time of day. */
export function formatMoment(instant: Date | string, place: Place, now = new Date()): string {
  const days = daysBetween(dayOf(now, place.zone), dayOf(instant, place.zone));
  const time = formatTime(instant, place);
  if (Math.abs(days) > 1) return `${formatDate(instant, place, now)}, ${time}`;
  return `${new Intl.RelativeTimeFormat(place.language, { numeric: 'auto' }).format(days, 'day')}, ${time}`;
}

const steps: readonly [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [7 * 86_400, 'day', 86_400],
];

/** "5 minutes ago"; from a week on the date. */
export function formatRelative(instant: Date | string, place: Place, now = new Date()): string {
  const seconds = Math.round((new Date(instant).getTime() - now.getTime()) / 1000);
  const step = steps.find(([limit]) => Math.abs(seconds) < limit);
  if (!step) return formatDate(instant, place, now);
  const [, unit, length] = step;
  const relative = new Intl.RelativeTimeFormat(place.language, { numeric: 'auto', style: 'short' });
  // Under a minute it is "now": counting seconds is noise.
  return unit === 'second' ? relative.format(0, 'second') : relative.format(Math.trunc(seconds / length), unit);
}

/** How long it has lasted: "3 days", "5 hours"; under a minute "now". */
export function formatAge(since: Date | string, place: Place, now = new Date()): string {
  const seconds = Math.max(0, (now.getTime() - new Date(since).getTime()) / 1000);
  if (seconds < 60) return formatRelative(now, place, now);
  const [unit, length] =
    seconds >= 86_400 ? (['day', 86_400] as const) : seconds >= 3600 ? (['hour', 3600] as const) : (['minute', 60] as const);
  const format = new Intl.NumberFormat(place.language, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.floor(seconds / length));
}

/** The first day of the week, 0 for Sunday, as the pickers count. */
export function firstWeekday(language: string): 0 | 1 {
  // Korea and the English of the United States begin on Sunday, Russia on Monday.
  return language === 'ru' ? 1 : 0;
}
