import { parseDuration } from '../../../../kit/time/duration';
import { addDays } from '../../../../kit/time/zone';
import type { PriorityName } from '../../data/task-words';
import { type Found, readDay, type Today } from './dates';
import { readTime } from './times';

/** What a line says of a task. What is not understood is its title. */
export type QuickEntry = {
  readonly title: string;
  /** By when: a clock time, "YYYY-MM-DD HH:mm:00". */
  readonly deadline?: string;
  /** The name, or a part of it, of who is to do it. */
  readonly who?: string;
  readonly priority?: PriorityName;
  readonly tags: readonly string[];
  readonly estimateSeconds?: number;
};

/** When the line is read: by the clocks of the person. `dayEnd` is when work ends, "HH:mm". */
export type Now = Today & { readonly clock: string; readonly dayEnd: string };

type Reading = {
  day?: string;
  time?: string;
  who?: string;
  priority?: PriorityName;
  tags?: readonly string[];
  estimateSeconds?: number;
};

const leading = new Set([...['by', 'on', 'at', 'until', 'till', 'before'], ...['до', 'к', 'ко', 'в', 'во', 'на']]);

const priorities: readonly (readonly [PriorityName, readonly string[]])[] = [
  ['high', ['high', 'urgent', 'высокий', 'важно', 'срочно', '높음', '긴급']],
  ['medium', ['medium', 'normal', 'средний', 'обычный', '보통']],
  ['low', ['low', 'низкий', '낮음']],
];

/**
 * Reads a line such as "Call Petrov tomorrow 9:00 @boris !high #sales 20m", in English, Russian or Korean, whatever the
 * language of the screen. Each thing is understood once; a second date is a part of the title, and so is what stands in quotes.
 */
export function readEntry(text: string, now: Now): QuickEntry {
  const words = text.split(/\s+/u).filter(Boolean);
  const reading: Reading = {};
  const title: string[] = [];
  for (let at = 0; at < words.length; ) {
    const quoted = quotedWords(words.slice(at));
    const understood = quoted > 0 ? undefined : understand(words.slice(at), reading, now);
    if (understood) Object.assign(reading, understood.value);
    else title.push(...words.slice(at, at + Math.max(1, quoted)));
    at += understood?.words ?? Math.max(1, quoted);
  }
  const { who, priority, tags = [], estimateSeconds } = reading;
  return { title: title.join(' '), deadline: deadlineOf(reading, now), who, priority, tags, estimateSeconds };
}

/** How many words stand in quotes from here on. */
function quotedWords(words: readonly string[]): number {
  const [first = ''] = words;
  const end = first.startsWith('"') ? '"' : first.startsWith('«') ? '»' : undefined;
  if (end === undefined) return 0;
  const last = words.findIndex((word, index) => word.endsWith(end) && (index > 0 || word.length > 1));
  return last < 0 ? 0 : last + 1;
}

function understand(words: readonly string[], known: Reading, now: Now): Found<Reading> | undefined {
  return mark(words[0] ?? '', known) ?? moment(words.map(plain), known, now) ?? duration(words, known);
}

function mark(word: string, known: Reading): Found<Reading> | undefined {
  const [, sign, name = ''] = /^([@#!])([\p{L}\p{N}][\p{L}\p{N}._-]*)$/u.exec(word) ?? [];
  if (sign === '@' && known.who === undefined) return { words: 1, value: { who: name.replaceAll('_', ' ') } };
  if (sign === '#' && /\p{L}/u.test(name) && name.length <= 60)
    return { words: 1, value: { tags: [...new Set([...(known.tags ?? []), name])] } };
  const priority = sign === '!' ? priorityNamed(name) : undefined;
  return priority && known.priority === undefined ? { words: 1, value: { priority } } : undefined;
}

/** What a word calls a priority, in any of the languages. */
export const priorityNamed = (word: string): PriorityName | undefined =>
  priorities.find(([, names]) => names.includes(word.toLowerCase()))?.[0];

/** A day and a time, in either order, with or without a word such as "by" in front. */
function moment(words: readonly string[], known: Reading, now: Now): Found<Reading> | undefined {
  const led = leading.has(words[0] ?? '') ? 1 : 0;
  const rest = words.slice(led);
  const day = known.day === undefined ? readDay(rest, now, led > 0) : undefined;
  if (day) return { words: led + day.words, value: { day: day.value } };
  const time = known.time === undefined ? readTime(rest, led > 0) : undefined;
  return time && { words: led + time.words, value: { time: time.value } };
}

/** A word as it is compared: without what ends a sentence, and in Korean without what says "by" and "at". */
const plain = (word: string): string =>
  word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[,;]$/u, '')
    .replace(/(?<=[일월시분반주]|오늘|내일|모레)(?:까지|에|부터)$/u, '');

/** In up to four words, of which one is a unit: a number alone says nothing. */
function duration(words: readonly string[], known: Reading): Found<Reading> | undefined {
  if (known.estimateSeconds !== undefined || !/^\d/.test(words[0] ?? '')) return undefined;
  for (let count = Math.min(4, words.length); count > 0; count--) {
    const written = words.slice(0, count).join(' ');
    if (!/\p{L}$/u.test(written) && !/\p{L}\.$/u.test(written)) continue;
    const estimateSeconds = parseDuration(written);
    if (estimateSeconds !== undefined && estimateSeconds > 0) return { words: count, value: { estimateSeconds } };
  }
  return undefined;
}

/** A time without a day is the next one that comes; a day without a time ends with its work. */
function deadlineOf({ day, time }: Reading, { today, clock, dayEnd }: Now): string | undefined {
  if (day === undefined && time === undefined) return undefined;
  if (day !== undefined) return `${day} ${time ?? (day > today || dayEnd > clock ? dayEnd : '23:59')}:00`;
  return `${(time ?? '') > clock ? today : addDays(today, 1)} ${time}:00`;
}
