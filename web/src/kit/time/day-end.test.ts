import { expect, test } from 'vitest';
import { dayEnd } from './day-end';

const at = (now: string) => ({ end: '18:00', zone: 'Asia/Seoul', now: new Date(now) });

test('the end of a day is that of its work, by the clocks of the zone', () => {
  expect(dayEnd(0, at('2026-11-23T00:00:00Z'))).toBe('2026-11-23 18:00:00');
  expect(dayEnd(1, at('2026-11-23T16:00:00Z'))).toBe('2026-11-25 18:00:00');
});

test('in the evening, today ends with the day', () => {
  expect(dayEnd(0, at('2026-11-23T10:30:00Z'))).toBe('2026-11-23 23:59:00');
  expect(dayEnd(1, at('2026-11-23T10:30:00Z'))).toBe('2026-11-24 18:00:00');
});
