import { expect, test } from 'vitest';
import { countDays, kindOf, monthOf, toggled, weekdayOf } from './days';

const calendar = {
  weekdays: [1, 2, 3, 4, 5],
  dayStart: '09:00',
  dayEnd: '18:00',
  holidays: ['2026-01-01'],
  extraDays: ['2026-01-03'],
};

test('weekdays are counted from Monday', () => {
  expect(weekdayOf('2026-11-23')).toBe(1);
  expect(weekdayOf('2026-11-29')).toBe(7);
});

test('a day is worked, off, a holiday or worked in addition', () => {
  expect(['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'].map((day) => kindOf(day, calendar))).toEqual([
    'holiday',
    'work',
    'extra',
    'off',
  ]);
});

test('toggling twice changes nothing, and the days stay in order', () => {
  for (const day of ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04']) {
    expect(toggled(toggled(calendar, day), day)).toEqual(calendar);
  }
  expect(toggled(toggled(calendar, '2026-05-05'), '2026-03-02').holidays).toEqual(['2026-01-01', '2026-03-02', '2026-05-05']);
});

test('a month begins under its weekday, whichever the week begins with', () => {
  expect(monthOf(2026, 2, 1)).toMatchObject({ gaps: 6 });
  expect(monthOf(2026, 2, 0)).toMatchObject({ gaps: 0 });
  expect(monthOf(2028, 2, 1).days).toHaveLength(29);
});

test('a year is counted by its days', () => {
  expect(countDays(2026, calendar)).toEqual({ worked: 261, holidays: 1 });
});
