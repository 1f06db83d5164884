import { expect, test } from 'vitest';
import { monthName, weekdayNames } from './names';

test('weeks begin as in the language', () => {
  expect(weekdayNames('en', 0, 'short').map(({ weekday, name }) => `${weekday} ${name}`)).toEqual([
    '7 Sun',
    '1 Mon',
    '2 Tue',
    '3 Wed',
    '4 Thu',
    '5 Fri',
    '6 Sat',
  ]);
  expect(weekdayNames('ru', 1, 'short')[0]).toEqual({ weekday: 1, name: 'пн' });
});

test('months are called as in the language', () => {
  expect(monthName('ko', 2026, 3)).toBe('3월');
  expect(monthName('ru', 2026, 3)).toBe('Март');
});
