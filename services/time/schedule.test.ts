import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abilityOf } from '../../kit/ability.js';
import type { Actor, Scope } from '../../kit/actor.js';
import { addDays, dayOf } from '../../kit/zone.js';
import {
  checkedSchedule,
  expectationOf,
  scheduleActions,
  type ScheduleContent,
  usualCalendar,
  usualSchedule,
} from './schedule.js';

const schedule = (change: Partial<ScheduleContent>): ScheduleContent => ({ ...usualSchedule, ...change });
const expected = (change: Partial<ScheduleContent>, day: string, calendar = usualCalendar) =>
  expectationOf(schedule(change), calendar, day, 'Europe/Berlin');

describe('what is expected of a day', () => {
  test.each([
    ['a Thursday', '2026-11-26', 8 * 3600],
    ['a Sunday', '2026-11-29', 0],
    ['a holiday', '2026-12-25', 0],
    ['a Saturday that is worked', '2026-12-19', 8 * 3600],
  ])('by the company: %s', (_, day, seconds) => {
    const calendar = { ...usualCalendar, holidays: ['2026-12-25'], extraDays: ['2026-12-19'] };
    expect(expected({}, day, calendar).seconds).toBe(seconds);
  });

  test('a fixed day has its hours by the clock of the zone, in summer and in winter', () => {
    const hours = { start: '10:00', end: '19:00' };
    expect(expected(hours, '2026-07-01')).toMatchObject({
      start: new Date('2026-07-01T08:00Z'),
      end: new Date('2026-07-01T17:00Z'),
    });
    expect(expected(hours, '2026-12-01')).toMatchObject({
      start: new Date('2026-12-01T09:00Z'),
      end: new Date('2026-12-01T18:00Z'),
    });
  });

  test('a flexible day has a length and no hours', () => {
    const day = expected({ kind: 'flexible', dayMinutes: 360 }, '2026-11-26');
    expect(day).toMatchObject({ seconds: 6 * 3600 });
    expect(day.start).toBeUndefined();
  });

  test('shifts repeat from their first day on, and before it, holidays or not', () => {
    const pattern = [
      { start: '22:00', end: '06:00' },
      { start: '22:00', end: '06:00' },
      { start: '', end: '' },
    ];
    const shift = { kind: 'shift' as const, pattern, patternFrom: '2026-11-26', pauseMinutes: 30 };
    const lengths = [-3, -2, -1, 0, 1, 2, 3].map((days) => expected(shift, addDays('2026-11-26', days)).seconds / 3600);
    expect(lengths).toEqual([7.5, 7.5, 0, 7.5, 7.5, 0, 7.5]);
    expect(expected(shift, '2026-11-26').end).toEqual(new Date('2026-11-27T05:00Z'));
  });

  test('a night in which clocks change is as long as it is', () => {
    const night = {
      kind: 'shift' as const,
      pattern: [{ start: '22:00', end: '06:00' }],
      patternFrom: '2026-01-01',
      pauseMinutes: 0,
    };
    expect(expected(night, '2026-03-28').seconds).toBe(7 * 3600);
    expect(expected(night, '2026-10-24').seconds).toBe(9 * 3600);
  });

  test('a day begins on its day, ends after it has begun, and is never longer than from the one to the other', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const zone = fc.constantFrom('Asia/Seoul', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia');
    const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2020-01-01', days));
    fc.assert(
      fc.property(time, time, zone, day, fc.nat(240), (from, to, where, on, pauseMinutes) => {
        const shift = schedule({ kind: 'shift', pattern: [{ start: from, end: to }], patternFrom: '2020-01-01', pauseMinutes });
        const { start, end, seconds } = expectationOf(shift, usualCalendar, on, where);
        if (!start || !end) throw new Error('A shift has hours.');
        expect(dayOf(start, where)).toBe(on);
        expect(end.getTime()).toBeGreaterThanOrEqual(start.getTime());
        expect(seconds).toBeGreaterThanOrEqual(0);
        expect(seconds * 1000).toBeLessThanOrEqual(end.getTime() - start.getTime());
      }),
    );
  });
});

describe('a schedule is refused', () => {
  test.each<[string, Partial<ScheduleContent>]>([
    ['that ends before it begins', { start: '18:00', end: '09:00' }],
    ['that begins and never ends', { start: '09:00' }],
    ['that is flexible and has no length', { kind: 'flexible', dayMinutes: 0 }],
    ['of shifts that are none', { kind: 'shift', patternFrom: '2026-01-01' }],
    ['of shifts that begin on no day', { kind: 'shift', pattern: [{ start: '', end: '' }], patternFrom: '2026-02-30' }],
    ['of a shift without an end', { kind: 'shift', pattern: [{ start: '08:00', end: '' }], patternFrom: '2026-01-01' }],
  ])('%s', (_, change) => {
    expect(() => checkedSchedule(schedule(change))).toThrow(expect.objectContaining({ reason: 'SCHEDULE' }));
  });
});

describe('who sets a schedule', () => {
  const person = (id: string, scope: Scope, leads: number[] = []): Actor => {
    const standing = { refs: [`u:${id}`], departments: [2], leads };
    return {
      id,
      roles: [],
      ...standing,
      ability: abilityOf([{ module: 'time', operation: 'change', scope }], standing),
      service: false,
    };
  };
  const ofChen = ['u:chen', 'in:2', 'under:2', 'under:1'];

  test.each([
    ['who may change the time of everybody, the company’s', 'company', [], person('anna', 'all'), true],
    ['a head, not the company’s', 'company', [], person('boris', 'own', [2]), false],
    ['a head, those of their people', 'u:chen', ofChen, person('boris', 'own', [2]), true],
    ['a head of another department, not', 'u:chen', ofChen, person('yuna', 'own', [3]), false],
    ['nobody their own', 'u:chen', ofChen, person('chen', 'own', [2]), false],
  ])('%s', (_, id, readers, actor, may) => {
    expect(scheduleActions(id, readers, actor)).toEqual(may ? ['set', 'delete'] : []);
  });
});
