import { addDays } from '../../../../kit/time/zone';

/** By what days are counted: the day it is, "YYYY-MM-DD", and whether "11/7" is in November. */
export type Today = { readonly today: string; readonly monthFirst: boolean };

/** What some words stand for, and how many words these are. */
export type Found<Value> = { readonly words: number; readonly value: Value };

const relative: Record<string, number> = {
  today: 0,
  tomorrow: 1,
  сегодня: 0,
  завтра: 1,
  послезавтра: 2,
  오늘: 0,
  내일: 1,
  모레: 2,
};

/** From Monday; what is short in English is a word of its own as well, and counts only behind "on", "by" or "next". */
const weekdays: readonly (readonly string[])[] = [
  ['monday', 'понедельник', 'понедельника', 'понедельнику', 'пн', '월요일'],
  ['tuesday', 'вторник', 'вторника', 'вторнику', 'вт', '화요일'],
  ['wednesday', 'среда', 'среду', 'среды', 'среде', 'ср', '수요일'],
  ['thursday', 'четверг', 'четверга', 'четвергу', 'чт', '목요일'],
  ['friday', 'пятница', 'пятницу', 'пятницы', 'пятнице', 'пт', '금요일'],
  ['saturday', 'суббота', 'субботу', 'субботы', 'субботе', 'сб', '토요일'],
  ['sunday', 'воскресенье', 'воскресенья', 'воскресенью', 'вс', '일요일'],
];
const shortWeekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const months: readonly (readonly string[])[] = [
  ['january', 'jan', 'января', 'янв'],
  ['february', 'feb', 'февраля', 'фев', 'февр'],
  ['march', 'mar', 'марта', 'мар'],
  ['april', 'apr', 'апреля', 'апр'],
  ['may', 'мая'],
  ['june', 'jun', 'июня', 'июн'],
  ['july', 'jul', 'июля', 'июл'],
  ['august', 'aug', 'августа', 'авг'],
  ['september', 'sep', 'sept', 'сентября', 'сен', 'сент'],
  ['october', 'oct', 'октября', 'окт'],
  ['november', 'nov', 'ноября', 'ноя', 'нояб'],
  ['december', 'dec', 'декабря', 'дек'],
];

const next = new Set(['next', 'следующий', 'следующую', 'следующее', 'следующая', '다음', '다음주']);

/** The day that the words begin with, if they do. `isLed`: a word such as "by" stands in front of them. */
export function readDay(words: readonly string[], today: Today, isLed: boolean): Found<string> | undefined {
  return spoken(words, today, isLed) ?? afterDays(words, today) ?? written(words, today);
}

function spoken(words: readonly string[], { today }: Today, isLed: boolean): Found<string> | undefined {
  const [first = '', second = '', third = '', fourth = ''] = words;
  const days = relative[first];
  if (days !== undefined) return { words: 1, value: addDays(today, days) };
  if (first === 'day' && second === 'after' && third === 'tomorrow') return { words: 3, value: addDays(today, 2) };
  if (!next.has(first)) return weekday(first, today, isLed, 1);
  // In Korean, "of the next week".
  const isKorean = first.startsWith('다음');
  const skipped = first === '다음' && second === '주' ? 2 : 1;
  const named = weekday([second, third, fourth][skipped - 1] ?? '', today, true, skipped + 1);
  return named && isKorean ? { ...named, value: inNextWeek(named.value, today) } : named;
}

function weekday(word: string, today: string, isLed: boolean, words: number): Found<string> | undefined {
  const long = weekdays.findIndex((names) => names.includes(word));
  const wanted = long >= 0 || !isLed ? long : shortWeekdays.indexOf(word);
  if (wanted < 0) return undefined;
  const later = (wanted - weekdayOf(today) + 7) % 7;
  return { words, value: addDays(today, later === 0 ? 7 : later) };
}

/** 0 is Monday. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

function inNextWeek(day: string, today: string): string {
  const monday = addDays(today, 7 - weekdayOf(today));
  return day < monday ? addDays(day, 7) : day;
}

const weekWords = /^(?:week|weeks|недел[юиь]|недель|주)$/u;
const dayWords = /^(?:day|days|день|дня|дней|일)$/u;

function afterDays(words: readonly string[], { today }: Today): Found<string> | undefined {
  const [first = '', second = '', third = ''] = words;
  const later = (count: number, unit: string, used: number): Found<string> | undefined => {
    const days = weekWords.test(unit) ? count * 7 : dayWords.test(unit) ? count : undefined;
    return days === undefined || count > 366 ? undefined : { words: used, value: addDays(today, days) };
  };
  if (first === 'in' || first === 'через') {
    if (/^\d{1,3}$/.test(second)) return later(Number(second), third, 3);
    return second === 'a' ? later(1, third, 3) : later(1, second, 2);
  }
  const korean = /^(\d{1,3}|일)(일|주일?)(후|뒤)?$/.exec(first);
  if (korean === null || (korean[3] === undefined && second !== '후' && second !== '뒤')) return undefined;
  const count = korean[1] === '일' ? 1 : Number(korean[1]);
  return later(count, korean[2]?.startsWith('주') ? '주' : '일', korean[3] === undefined ? 2 : 1);
}

function written(words: readonly string[], today: Today): Found<string> | undefined {
  const [first = '', second = ''] = words;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(first);
  if (iso) return found(1, iso[1], iso[2], iso[3], today);
  const dotted = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?\.?$/.exec(first);
  if (dotted) return found(1, dotted[3], dotted[2], dotted[1], today);
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(first);
  if (slashed)
    return today.monthFirst
      ? found(1, slashed[3], slashed[1], slashed[2], today)
      : found(1, slashed[3], slashed[2], slashed[1], today);
  const korean = /^(\d{1,2})월(?:(\d{1,2})일)?$/.exec(first);
  if (korean) {
    const day = korean[2] ?? /^(\d{1,2})일$/.exec(second)?.[1];
    return day === undefined ? undefined : found(korean[2] === undefined ? 2 : 1, undefined, korean[1], day, today);
  }
  const monthOf = (word: string) => months.findIndex((names) => names.includes(word)) + 1;
  const dayOf = (word: string) => /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1];
  if (dayOf(first) !== undefined && monthOf(second) > 0) return found(2, undefined, String(monthOf(second)), dayOf(first), today);
  if (monthOf(first) > 0 && dayOf(second) !== undefined) return found(2, undefined, String(monthOf(first)), dayOf(second), today);
  return undefined;
}

/** A day that there is; without a year, the next one that comes. */
function found(
  words: number,
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  { today }: Today,
): Found<string> | undefined {
  const within = (wanted: number): string | undefined => {
    const written = `${wanted}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
    const date = new Date(`${written}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : undefined;
  };
  const thisYear = Number(today.slice(0, 4));
  const value =
    year === undefined
      ? [0, 1, 2, 3, 4].map((later) => within(thisYear + later)).find((one) => one && one >= today)
      : within(Number(year));
  return value === undefined ? undefined : { words, value };
}
