import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf, daysBetween, instantOf, minutesOf, weekdayOf } from './zone.js';

const anyZone = fc.constantFrom(
  'UTC',
  'Asia/Seoul',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/St_Johns',
);
const anyInstant = fc.date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
const anyDay = anyInstant.map((instant) => instant.toISOString().slice(0, 10));

test.each([
  ['in winter', '2026-01-15', '09:00', '2026-01-15T08:00:00.000Z'],
  ['in summer', '2026-07-15', '09:00', '2026-07-15T07:00:00.000Z'],
  ['skipped in spring: an hour later', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
  ['twice in autumn: the first', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
])('the clock of Berlin %s', (_, day, time, instant) => {
  expect(instantOf(day, minutesOf(time), 'Europe/Berlin').toISOString()).toBe(instant);
});

test('midnight begins the day it names, in every zone and on every day', () => {
  fc.assert(
    fc.property(anyDay, anyZone, (day, zone) => {
      const midnight = instantOf(day, 0, zone);
      expect(dayOf(midnight, zone)).toBe(day);
      expect(dayOf(new Date(midnight.getTime() - 1_000), zone) < day).toBe(true);
    }),
  );
});

test('an instant lies between the midnights of its day', () => {
  fc.assert(
    fc.property(anyInstant, anyZone, (instant, zone) => {
      const day = dayOf(instant, zone);
      expect(instantOf(day, 0, zone).getTime()).toBeLessThanOrEqual(instant.getTime());
      expect(instantOf(day, 1440, zone).getTime()).toBeGreaterThan(instant.getTime());
    }),
  );
});

test('days are counted through summer time', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, days) => {
      expect(daysBetween(day, addDays(day, days))).toBe(days);
      expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day));
    }),
  );
  expect(weekdayOf('2026-11-26')).toBe(4);
  expect(weekdayOf('2026-11-29')).toBe(7);
});
