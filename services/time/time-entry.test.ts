import { describe, expect, test } from 'vitest';
import { abilityOf } from '../../kit/ability.js';
import type { Actor, Permission } from '../../kit/actor.js';
import { momentOf, notBefore } from './moment.js';
import { corrected, entryActions, manualEntry, stopped, type TimeEntry, timerEntry } from './time-entry.js';

const now = new Date('2026-11-26T12:00:00.700Z');
const at = (time: string) => new Date(`2026-11-26T${time}Z`);
const own: Permission[] = (['change', 'delete'] as const).map((operation) => ({ module: 'time', operation, scope: 'own' }));
const person = (id: string): Actor => {
  const standing = { refs: [`u:${id}`], departments: [2], leads: [] };
  return { id, roles: ['employee'], ...standing, ability: abilityOf(own, standing), service: false };
};
const act = { actor: person('chen'), now };
const task = { task: 7, taskTitle: 'Call the bank' };
const stored = (entry: Omit<TimeEntry, 'version' | 'changedAt' | 'participants' | 'readers'>): TimeEntry => ({
  ...entry,
  participants: ['u:chen'],
  readers: ['u:chen', 'under:2'],
  version: 1,
  changedAt: now,
});
const running = stored(timerEntry(1, task, at('11:00:00'), act));
const content = { task: 7, from: at('09:00:00'), to: at('10:00:00'), comment: 'By phone' };
const reason = (name: string): unknown => expect.objectContaining({ reason: name });

describe('an instant told by a client', () => {
  test('is a whole second, now where nothing is said, and never in the future', () => {
    expect(momentOf(undefined, now)).toEqual(at('12:00:00'));
    expect(momentOf(at('11:59:59.900'), now)).toEqual(at('11:59:59'));
    expect(momentOf(at('12:01:30'), now)).toEqual(at('12:00:00'));
    expect(() => momentOf(at('12:03:00'), now)).toThrow(reason('IN_THE_FUTURE'));
    expect(() => momentOf(new Date('2026-11-24T11:59:00Z'), now)).toThrow(reason('TOO_LONG_AGO'));
  });

  test('is moved behind what is there by as much as clocks may differ', () => {
    expect(notBefore(at('11:58:30'), at('12:00:00'))).toEqual(at('12:00:00'));
    expect(() => notBefore(at('11:57:00'), at('12:00:00'))).toThrow(reason('OUT_OF_ORDER'));
  });
});

test('a timer that stops has an end, and runs no more', () => {
  const entry = stopped(running, at('11:30:00'));
  expect(entry).toMatchObject({ to: at('11:30:00'), source: 'timer' });
  expect(entry.running).toBeUndefined();
  expect(stopped(entry, at('11:40:00'))).toBe(entry);
});

describe('an entry by hand', () => {
  test('has times and a comment', () => {
    expect(manualEntry(2, content, task, act)).toMatchObject({ ...content, source: 'manual', person: 'chen' });
  });

  test.each([
    ['COMMENT_REQUIRED', { comment: '  ' }],
    ['ENTRY_TIMES', { to: undefined }],
    ['ENTRY_TIMES', { to: at('09:00:00') }],
    ['ENTRY_TIMES', { to: at('13:00:00') }],
    ['ENTRY_TIMES', { from: new Date('2026-11-24T09:00:00Z') }],
  ])('is refused: %s for %j', (name, change) => {
    expect(() => manualEntry(2, { ...content, ...change }, task, act)).toThrow(reason(name));
  });
});

describe('a correction', () => {
  const entry = stopped(running, at('11:30:00'));

  test('of times needs a comment and is marked; of the comment alone it is not', () => {
    expect(() => corrected(entry, { to: at('11:20:00') }, entry, act)).toThrow(reason('COMMENT_REQUIRED'));
    expect(corrected(entry, { to: at('11:20:00'), comment: 'Talked to Boris' }, entry, act)).toMatchObject({ corrected: true });
    expect(corrected(entry, { comment: 'Found it' }, entry, act)).toMatchObject({ corrected: false, comment: 'Found it' });
    expect(corrected(entry, {}, entry, act)).toBe(entry);
  });

  test('of a running timer is one of its comment', () => {
    expect(corrected(running, { comment: 'Begun' }, running, act)).toMatchObject({ comment: 'Begun', running: true });
    expect(() => corrected(running, { from: at('10:00:00'), comment: 'Earlier' }, running, act)).toThrow(reason('ENTRY_TIMES'));
  });

  test('is for nobody else', () => {
    expect(entryActions(entry, person('boris'))).toEqual([]);
    expect(entryActions(entry, person('chen'))).toEqual(['update', 'delete']);
    expect(entryActions(running, person('chen'))).toEqual(['update']);
    expect(() => corrected(entry, { comment: 'Mine' }, entry, { actor: person('boris'), now })).toThrow(reason('DENIED'));
  });
});
