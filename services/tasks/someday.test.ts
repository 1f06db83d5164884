import { expect, test } from 'vitest';
import { systemActor } from '../../kit/actor.js';
import { moveDeadline } from './deadline.js';
import { review } from './someday.js';
import { create, type Task, update } from './task.js';
import { underived } from './task-store.js';
import { start } from './work.js';

const now = new Date('2026-11-27T09:00:00Z');
const later = new Date('2026-12-18T09:00:00Z');
const anna = { ...systemActor, id: 'anna', refs: ['u:anna'], roles: ['admin'], service: false };
const act = { actor: anna, now: later };

const content = {
  title: 'Learn to juggle',
  description: '',
  assignee: 'anna',
  coExecutors: [],
  observers: [],
  priority: 2,
  tags: [],
  parent: 0,
  acceptance: false,
} as const;
const task = (change: Partial<Task> = {}): Task => ({
  ...create({ ...content, someday: true }, 1, { actor: anna, now }),
  ...underived,
  version: 1,
  changedAt: now,
  ...change,
});

test('what is kept for some day has no dates', () => {
  expect(task()).toMatchObject({ someday: true, reviewedAt: now });
  expect(() => create({ ...content, someday: true, deadline: later }, 1, { actor: anna, now })).toThrow(
    expect.objectContaining({ reason: 'SOMEDAY_DATES' }),
  );
  const planned = task({ someday: undefined, reviewedAt: undefined, deadline: later, plannedStart: now, firstDeadline: later });
  const kept = update(planned, { someday: true }, act);
  expect(kept).toMatchObject({ someday: true, reviewedAt: later, deadline: undefined, plannedStart: undefined });
  // It was put off, not moved.
  expect(kept.deadlineMoves).toBeUndefined();
});

test('it is looked at again, and stays', () => {
  expect(review(task(), act)).toMatchObject({ someday: true, reviewedAt: later });
  expect(() => review(task({ someday: undefined }), act)).toThrow(expect.objectContaining({ reason: 'DENIED' }));
});

test.each([
  ['a deadline', (state: Task) => update(state, { deadline: later }, act)],
  ['a planned start', (state: Task) => update(state, { plannedStart: later }, act)],
  ['a moved deadline', (state: Task) => moveDeadline(state, { deadline: later, text: '' }, act)],
  ['work', (state: Task) => start(state, act)],
  ['a word', (state: Task) => update(state, { someday: false }, act)],
])('%s takes it from there into a plan', (_, rule) => {
  const planned = rule(task());
  expect(planned.someday ?? false).toBe(false);
});

test('another change leaves it there', () => {
  expect(update(task(), { title: 'Learn to juggle five balls' }, act)).toMatchObject({ someday: true, reviewedAt: now });
});
