import { capitalised } from '../../../kit/text/capitalised';

type Length = 'short' | 'long';

/** Weekdays as a language calls them, beginning with the one its weeks begin with. */
export function weekdayNames(language: string, first: 0 | 1, length: Length): { weekday: number; name: string }[] {
  const format = new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, index) => {
    const weekday = ((index + first + 6) % 7) + 1;
    // The fifth of January 1970 was a Monday.
    return { weekday, name: format.format(new Date(Date.UTC(1970, 0, 4 + weekday))) };
  });
}

export const monthName = (language: string, year: number, month: number): string =>
  capitalised(
    new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(year, month - 1, 1))),
    language,
  );
