import type { WorkingCalendar } from '../../../api/types';
import { addDays } from '../../../kit/time/zone';

export type DayKind = 'work' | 'off' | 'holiday' | 'extra';

/** 1 is Monday, 7 is Sunday, as in the contract (ISO 8601). */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

export function kindOf(day: string, { weekdays, holidays, extraDays }: WorkingCalendar): DayKind {
  if (holidays.includes(day)) return 'holiday';
  if (extraDays.includes(day)) return 'extra';
  return weekdays.includes(weekdayOf(day)) ? 'work' : 'off';
}

/** A working day becomes a holiday, a day off is worked; a second time takes it back. */
export function toggled(calendar: WorkingCalendar, day: string): WorkingCalendar {
  const { holidays, extraDays } = calendar;
  const without = (days: readonly string[]) => days.filter((other) => other !== day);
  switch (kindOf(day, calendar)) {
    case 'holiday':
      return { ...calendar, holidays: without(holidays) };
    case 'extra':
      return { ...calendar, extraDays: without(extraDays) };
    case 'work':
      return { ...calendar, holidays: [...holidays, day].sort() };
    case 'off':
      return { ...calendar, extraDays: [...extraDays, day].sort() };
  }
}

/** The days of a month (1 to 12), the first under its weekday: before it stand as many gaps as days of the week have passed. */
export function monthOf(year: number, month: number, firstWeekday: 0 | 1): { gaps: number; days: string[] } {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const gaps = (weekdayOf(first) - firstWeekday + 7) % 7;
  return { gaps, days: Array.from({ length }, (_, index) => addDays(first, index)) };
}

/** How many days of a year are worked, and how many holidays fall on days that otherwise would be. */
export function countDays(year: number, calendar: WorkingCalendar): { worked: number; holidays: number } {
  const months = Array.from({ length: 12 }, (_, index) => monthOf(year, index + 1, 1).days);
  const kinds = months.flat().map((day) => kindOf(day, calendar));
  const count = (kind: DayKind) => kinds.filter((other) => other === kind).length;
  return { worked: count('work') + count('extra'), holidays: count('holiday') };
}
