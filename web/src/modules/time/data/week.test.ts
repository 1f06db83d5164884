import { expect, test } from 'vitest';
import { barsOf, hoursShown, weekOf } from './week';

test.each([
  ['2026-11-26', 1, '2026-11-23'],
  ['2026-11-29', 1, '2026-11-23'],
  ['2026-11-29', 0, '2026-11-29'],
  ['2026-11-28', 0, '2026-11-22'],
] as const)('the week of %s that begins with %i begins on %s', (day, first, start) => {
  expect(weekOf(day, first)).toHaveLength(7);
  expect(weekOf(day, first)[0]).toBe(start);
});

test('a picture of a day has the usual hours, and more where something was done', () => {
  const midnight = new Date('2026-11-26T00:00:00Z');
  const now = new Date('2026-11-26T21:30:00Z');
  const bars = barsOf(
    [{ from: '2026-11-26T06:30:00Z', to: '2026-11-26T07:00:00Z' }, { from: '2026-11-26T21:00:00Z' }],
    midnight,
    now,
    () => '',
  );
  expect(bars.map(({ from, to }) => [from, to])).toEqual([
    [6.5, 7],
    [21, 21.5],
  ]);
  expect(hoursShown(bars)).toEqual({ from: 6, to: 22 });
  expect(hoursShown([])).toEqual({ from: 8, to: 19 });
});
