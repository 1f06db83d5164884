import { expect, test } from 'vitest';
import { addDays, clockTime, dayOf, daysBetween, instantOf, startOfDay } from './zone';

test('an instant is another day in another zone', () => {
  expect(clockTime('2026-11-23T15:30:00Z', 'Asia/Seoul')).toBe('2026-11-24 00:30:00');
  expect(dayOf('2026-11-23T15:30:00Z', 'Europe/Moscow')).toBe('2026-11-23');
});

test('a clock time goes to its instant and back', () => {
  for (const zone of ['Asia/Seoul', 'Europe/Moscow', 'America/New_York', 'Asia/Kathmandu', 'UTC']) {
    for (const clock of ['2026-01-01 00:00:00', '2026-07-15 12:34:56', '2026-12-31 23:59:59']) {
      expect(clockTime(instantOf(clock, zone), zone)).toBe(clock);
    }
  }
});

test('of an hour that comes twice, the first is meant', () => {
  expect(instantOf('2026-11-01 01:30:00', 'America/New_York').toISOString()).toBe('2026-11-01T05:30:00.000Z');
});

test('a time that is skipped moves on by what was skipped', () => {
  expect(instantOf('2026-03-08 02:30:00', 'America/New_York').toISOString()).toBe('2026-03-08T07:30:00.000Z');
});

test('days are counted by the calendar', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
  expect(startOfDay('2026-11-24', 'Asia/Seoul').toISOString()).toBe('2026-11-23T15:00:00.000Z');
});
