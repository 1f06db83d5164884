import { expect, test } from 'vitest';
import { barIn, daysOfMonth, monthAfter } from './months';

test('months have their days, and follow each other over years', () => {
  expect(['2026-02', '2028-02', '2026-12'].map(daysOfMonth)).toEqual([28, 29, 31]);
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
});

test.each([
  ['2026-11-10', '2026-11-12', { from: 10, to: 12 }],
  ['2026-10-20', '2026-11-02', { from: 1, to: 2 }],
  ['2026-11-29', '2027-01-10', { from: 29, to: 30 }],
  ['2026-10-01', '2026-12-31', { from: 1, to: 30 }],
  ['2026-10-01', '2026-10-31', undefined],
])('from %s to %s, November has %j', (firstDay, lastDay, bar) => {
  expect(barIn({ firstDay, lastDay }, '2026-11')).toEqual(bar);
});
