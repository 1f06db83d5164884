import type { Found } from './dates';

const partsOfDay: Record<string, 'am' | 'pm'> = {
  am: 'am',
  pm: 'pm',
  утра: 'am',
  дня: 'pm',
  вечера: 'pm',
  오전: 'am',
  오후: 'pm',
};
const hourWords = new Set(['часов', 'час', 'часа', "o'clock"]);

/** The time of the day that the words begin with, "HH:mm". `isLed`: behind "at" a number alone is an hour, unless more follows that it counts. */
export function readTime(words: readonly string[], isLed: boolean): Found<string> | undefined {
  return korean(words) ?? western(words, isLed);
}

function western(words: readonly string[], isLed: boolean): Found<string> | undefined {
  const [first = '', second = '', third = ''] = words;
  const written = /^(\d{1,2})(?::(\d{2}))?(am|pm)?$/.exec(first);
  if (written === null) return undefined;
  const [, hour = '', minute, joined] = written;
  const hasHourWord = isLed && hourWords.has(second);
  const partWord = hasHourWord ? third : second;
  const part = joined === undefined ? partsOfDay[partWord] : partsOfDay[joined];
  const used = 1 + (hasHourWord ? 1 : 0) + (joined === undefined && part !== undefined ? 1 : 0);
  const isAlone = minute === undefined && part === undefined && !hasHourWord;
  if (isAlone && !(isLed && endsThere(second))) return undefined;
  return clock(hour, minute, part, used);
}

/** Nothing follows that the number could count. */
const endsThere = (word: string): boolean => word === '' || /^[@#!]/.test(word);

function korean(words: readonly string[]): Found<string> | undefined {
  const part = partsOfDay[words[0] ?? ''];
  const skipped = part === undefined ? 0 : 1;
  const hour = /^(\d{1,2})시(?:(\d{1,2})분|(반))?$/.exec(words[skipped] ?? '');
  if (hour === null) return undefined;
  const follows = /^(\d{1,2})분$/.exec(words[skipped + 1] ?? '');
  const half = hour[3] !== undefined || words[skipped + 1] === '반';
  const minute = hour[2] ?? (half ? '30' : follows?.[1]);
  const more = hour[2] === undefined && hour[3] === undefined && minute !== undefined ? 1 : 0;
  return clock(hour[1] ?? '', minute, part, skipped + 1 + more);
}

function clock(
  hour: string,
  minute: string | undefined,
  part: 'am' | 'pm' | undefined,
  words: number,
): Found<string> | undefined {
  const written = Number(hour);
  const minutes = Number(minute ?? 0);
  if (minutes > 59 || written > 23 || (part !== undefined && written > 12)) return undefined;
  const hours = part === undefined ? written : (written % 12) + (part === 'pm' ? 12 : 0);
  return { words, value: `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` };
}
