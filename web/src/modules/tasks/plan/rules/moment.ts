import { addDays } from '../../../../kit/time/zone';
import { readDay } from '../../create/quick-entry/dates';
import { readTime } from '../../create/quick-entry/times';

/** When it is read, on the clocks of the person. */
export type MomentNow = {
  /** "YYYY-MM-DD" */
  readonly today: string;
  /** "HH:mm" */
  readonly clock: string;
  /** Whether "11/7" is in November. */
  readonly monthFirst: boolean;
  /** The time of a day that is given without one, "HH:mm". */
  readonly usual: string;
};

/**
 * The moment that a cell says: "27.11 18:00", "11/27", "2026-11-27", "27 нояб., 18:00", "11월 27일, 오후 6:00", "tomorrow", "пт",
 * "내일 9시", "+3". All of it has to be understood. A clock time "YYYY-MM-DD HH:mm:00".
 */
export function readMoment(text: string, now: MomentNow): string | undefined {
  const words = tidy(text, now.today).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return undefined;
  const day = dayAt(words, now);
  const timeFirst = day ? undefined : readTime(words, true);
  const dayAfter = timeFirst && dayAt(words.slice(timeFirst.words), now);
  const timeAfter = day && readTime(words.slice(day.words), true);
  const used = (day?.words ?? 0) + (timeFirst?.words ?? 0) + (dayAfter?.words ?? 0) + (timeAfter?.words ?? 0);
  if (used !== words.length) return undefined;
  const time = timeFirst?.value ?? timeAfter?.value;
  const date = (day ?? dayAfter)?.value ?? (time !== undefined && time > now.clock ? now.today : addDays(now.today, 1));
  return `${date} ${time ?? now.usual}:00`;
}

type FoundDay = { words: number; value: string };

function dayAt(words: readonly string[], now: MomentNow): FoundDay | undefined {
  const later = /^\+(\d{1,3})$/.exec(words[0] ?? '');
  if (later) return { words: 1, value: addDays(now.today, Number(later[1])) };
  const found = readDay(words, now, true);
  const year = /^(\d{4})$/.exec(words[found?.words ?? 0] ?? '')?.[1];
  if (!found || year === undefined) return found;
  // The year stands behind the name of the month.
  const value = `${year}${found.value.slice(4)}`;
  return Number.isNaN(Date.parse(value)) ? found : { words: found.words + 1, value };
}

const year = (written: string) => (written.length === 2 ? `20${written}` : written);
const two = (written: string) => written.padStart(2, '0');

/** As the parts are read elsewhere: days with their year as ISO 8601 writes them, nothing between day and time. */
function tidy(text: string, today: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\u00A0\u202F\u2009]/gu, ' ')
    .replace(/(\d)t(\d)/u, '$1 $2')
    .replace(
      /(\d{4})\s*[./년]\s*(\d{1,2})\s*[./월]\s*(\d{1,2})(?:\s*일|\.)?/u,
      (_, y: string, m: string, d: string) => `${y}-${two(m)}-${two(d)} `,
    )
    .replace(/^(\d{1,2})\.\s+(\d{1,2})\.(?=\s|$)/u, (_, m: string, d: string) => `${today.slice(0, 4)}-${two(m)}-${two(d)}`)
    .replace(
      /^(\d{1,2})([./])(\d{1,2})\2(\d{2}|\d{4})(?!\d)/u,
      (_, a: string, sign: string, b: string, y: string) => `${a}${sign}${b}${sign}${year(y)}`,
    )
    .replace(
      /(오전|오후|am|pm)\s+(\d{1,2}:\d{2})/u,
      (_, part: string, time: string) => `${time}${part === '오전' || part === 'am' ? 'am' : 'pm'}`,
    )
    .replace(/(\d{1,2}:\d{2}):\d{2}/u, '$1')
    .replaceAll(/(\p{L})\./gu, '$1')
    .replace(/\sг(?=[\s,]|$)/u, ' ')
    .replaceAll(/,/gu, ' ');
}
