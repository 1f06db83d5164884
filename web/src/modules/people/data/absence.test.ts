import { expect, test } from 'vitest';
import { isAway } from './absence';

const away = (until: string, timeZone = '') => ({ absence: { kind: 'vacation', until }, timeZone });

test('somebody is away through the last day, by their own calendar', () => {
  const evening = new Date('2026-08-05T16:00:00Z');
  expect(isAway(away('2026-08-05'), 'Europe/Moscow', evening)).toBe(true);
  // In Seoul it is the sixth already.
  expect(isAway(away('2026-08-05'), 'Asia/Seoul', evening)).toBe(false);
  expect(isAway(away('2026-08-05', 'Europe/Moscow'), 'Asia/Seoul', evening)).toBe(true);
});

test('an absence without an end lasts, and without an absence nobody is away', () => {
  const now = new Date();
  expect(isAway(away(''), 'UTC', now)).toBe(true);
  expect(isAway({ absence: undefined, timeZone: '' }, 'UTC', now)).toBe(false);
});
