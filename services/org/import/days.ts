/** Whether 03/04/2020 means March 4th (Outlook in the USA) or April 3rd. */
export type SlashOrder = 'month-first' | 'day-first';

/**
 * How a column writes days with slashes. One value that can only be read one way (25/12/1990) tells for all; where none
 * does, or they contradict each other, the month comes first: Outlook writes so, while Russia uses dots and Korea puts the
 * year first.
 */
export function slashOrder(values: Iterable<string>): SlashOrder {
  const orders = new Set<SlashOrder>();
  for (const value of values) {
    const [, first, second] = slashes.exec(value.trim()) ?? [];
    if (Number(first) > 12) orders.add('day-first');
    if (Number(second) > 12) orders.add('month-first');
  }
  return orders.has('day-first') && !orders.has('month-first') ? 'day-first' : 'month-first';
}

const time = String.raw`(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2}|[AP]M)?)?`;
/** 1990-03-15, 1990.03.15, 1990. 3. 15., 1990/3/15, 1990년 3월 15일 */
const yearFirst = new RegExp(String.raw`^(\d{4})(?:[-./]|년)\s*(\d{1,2})(?:[-./]|월)\s*(\d{1,2})(?:\.|일)?${time}$`, 'i');
/** 19900315 */
const compact = /^(\d{4})(\d{2})(\d{2})$/;
/** 15.03.1990, 15-3-1990 */
const dayFirst = new RegExp(String.raw`^(\d{1,2})([.-])\s?(\d{1,2})\2\s?(\d{4})(?:\s?г\.?)?${time}$`, 'i');
/** 3/15/1990, 15/3/1990 */
const slashes = new RegExp(String.raw`^(\d{1,2})\/(\d{1,2})\/(\d{4})${time}$`, 'i');

/**
 * A day as yyyy-mm-dd, or undefined where the text is not a day of the calendar since 1900. A time behind it is left out.
 * With dots or dashes the day comes before the month, with slashes `order` says which does, unless only one can be.
 */
export function parseDay(text: string, order: SlashOrder = 'month-first'): string | undefined {
  const written = text.normalize('NFKC').trim();
  const [, year, month, day] = yearFirst.exec(written) ?? compact.exec(written) ?? [];
  if (year) return calendarDay(year, month, day);
  const dotted = dayFirst.exec(written);
  if (dotted) return calendarDay(dotted[4], dotted[3], dotted[1]);
  const [, first, second, last] = slashes.exec(written) ?? [];
  const monthLeads = Number(second) > 12 || (order === 'month-first' && Number(first) <= 12);
  return monthLeads ? calendarDay(last, first, second) : calendarDay(last, second, first);
}

function calendarDay(year = '', month = '', day = ''): string | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || Number(year) < 1900) return undefined;
  // JavaScript takes February 30th for March 1st.
  return date.toISOString().startsWith(iso) ? iso : undefined;
}
