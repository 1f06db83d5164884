import { leadsWithin, may } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import { isDay } from '../../kit/calendar.js';
import type { WorkingCalendar } from '../../kit/directory.js';
import { denied, invalid } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';
import { daysBetween, instantOf, minutesOf, weekdayOf } from '../../kit/zone.js';
import { secondsBetween } from './moment.js';

export type ScheduleKind = 'fixed' | 'flexible' | 'shift';
/** Times as "HH:MM"; both '' on a day off. */
export type ShiftDay = { readonly start: string; readonly end: string };

export type ScheduleContent = {
  readonly kind: ScheduleKind;
  /** ISO 8601; those of the company's calendar where empty. */
  readonly weekdays: readonly number[];
  /** "HH:MM"; those of the company's calendar where ''. */
  readonly start: string;
  readonly end: string;
  readonly pauseMinutes: number;
  readonly dayMinutes: number;
  readonly pattern: readonly ShiftDay[];
  readonly patternFrom: string;
  readonly lateMinutes: number;
  readonly earlyMinutes: number;
  readonly shortMinutes: number;
};

/** Of the company, a department or a person; `_id` says whose: "company", "d:ID", "u:SUBJECT". */
export type Schedule = Stored<string> & ScheduleContent;

/** What a day was to be when it began. */
export type Expectation = {
  /** Absent where the day may begin and end at any time. */
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
  /** 0 on a day off. */
  readonly seconds: number;
  readonly lateMinutes: number;
  readonly earlyMinutes: number;
  readonly shortMinutes: number;
};

export const usualCalendar: WorkingCalendar = {
  weekdays: [1, 2, 3, 4, 5],
  dayStart: '09:00',
  dayEnd: '18:00',
  holidays: [],
  extraDays: [],
};

/** What holds where nobody has set anything: the hours of the company, an hour's pause, ten minutes forgiven. */
export const usualSchedule: ScheduleContent = {
  kind: 'fixed',
  weekdays: [],
  start: '',
  end: '',
  pauseMinutes: 60,
  dayMinutes: 480,
  pattern: [],
  patternFrom: '',
  lateMinutes: 10,
  earlyMinutes: 10,
  shortMinutes: 10,
};

/** Who sets it: whoever may change the time of everybody, and superiors for whom is below them, but nobody their own. */
export const scheduleActions = (id: string, readers: readonly string[], actor: Actor): ('set' | 'delete')[] =>
  may(actor, 'change', 'time', { readers: [] }) || (id !== `u:${actor.id}` && leadsWithin(actor, { readers }))
    ? ['set', 'delete']
    : [];

export function requireSetting(id: string, readers: readonly string[], actor: Actor, action: 'set' | 'delete'): void {
  if (!scheduleActions(id, readers, actor).includes(action)) throw denied(action);
}

export function checkedSchedule(content: ScheduleContent): ScheduleContent {
  const { kind, start, end, pattern, patternFrom, dayMinutes } = content;
  if (kind === 'fixed' && (start === '') !== (end === '')) throw wrong('A start needs an end.', 'end');
  if (kind === 'fixed' && start !== '' && start >= end)
    throw wrong('It ends after it has begun; a shift may end on the next day.', 'end');
  if (kind === 'flexible' && dayMinutes === 0) throw wrong('Say how long a day is.', 'day_minutes');
  if (kind === 'shift' && pattern.length === 0) throw wrong('Say which days repeat.', 'pattern');
  if (kind === 'shift' && !isDay(patternFrom)) throw wrong('Say on which day the first of the pattern fell.', 'pattern_from');
  for (const [index, day] of pattern.entries())
    if ((day.start === '') !== (day.end === '')) throw wrong('A start needs an end.', `pattern[${index}].end`);
  return content;
}

const wrong = (text: string, field: string) => invalid('SCHEDULE', text, `schedule.${field}`);

/** What the schedule expects of that day in that zone. */
export function expectationOf(schedule: ScheduleContent, calendar: WorkingCalendar, day: string, zone: string): Expectation {
  const { lateMinutes, earlyMinutes, shortMinutes } = schedule;
  return { ...hoursOf(schedule, calendar, day, zone), lateMinutes, earlyMinutes, shortMinutes };
}

type Hours = Pick<Expectation, 'start' | 'end' | 'seconds'>;

function hoursOf(schedule: ScheduleContent, calendar: WorkingCalendar, day: string, zone: string): Hours {
  if (schedule.kind === 'shift') {
    const { start, end } = shiftOn(schedule, day);
    return start === '' ? { seconds: 0 } : between(start, end, schedule.pauseMinutes, day, zone);
  }
  if (!isWorkingDay(schedule, calendar, day)) return { seconds: 0 };
  if (schedule.kind === 'flexible') return { seconds: schedule.dayMinutes * 60 };
  return between(schedule.start || calendar.dayStart, schedule.end || calendar.dayEnd, schedule.pauseMinutes, day, zone);
}

function isWorkingDay({ weekdays }: ScheduleContent, calendar: WorkingCalendar, day: string): boolean {
  if (calendar.extraDays.includes(day)) return true;
  if (calendar.holidays.includes(day)) return false;
  return (weekdays.length > 0 ? weekdays : calendar.weekdays).includes(weekdayOf(day));
}

function shiftOn({ pattern, patternFrom }: ScheduleContent, day: string): ShiftDay {
  const distance = daysBetween(patternFrom, day) % pattern.length;
  return pattern[(distance + pattern.length) % pattern.length] ?? { start: '', end: '' };
}

function between(from: string, to: string, pauseMinutes: number, day: string, zone: string): Hours {
  const start = instantOf(day, minutesOf(from), zone);
  const end = instantOf(day, minutesOf(to) + (to <= from ? 1440 : 0), zone);
  return { start, end, seconds: Math.max(0, secondsBetween(start, end) - pauseMinutes * 60) };
}
