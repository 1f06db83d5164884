import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Part, rollupOf } from './rollup.js';

const now = new Date('2026-11-26T09:00:00Z');
const past = new Date('2026-11-25T09:00:00Z');
const later = new Date('2026-12-01T09:00:00Z');
const part = (_id: number, parent: number, more: Partial<Part> = {}): Part => ({ _id, parent, status: 'pending', ...more });
const item = (done: boolean) => ({ id: 1, text: '', done, assignee: '', parent: 0 });

test('a task without living subtasks comes to nothing', () => {
  expect(rollupOf(1, [], now)).toBeUndefined();
  expect(rollupOf(1, [part(2, 1, { deletedAt: past }), part(3, 2)], now)).toBeUndefined();
});

test('subtasks count at every level, and an estimate of what has estimated parts does not count beside theirs', () => {
  const parts = [
    part(2, 1, { estimateSeconds: 99_000, spentSeconds: 600 }),
    part(3, 2, { estimateSeconds: 3_600, status: 'completed' }),
    part(4, 2, { estimateSeconds: 7_200, deadline: past }),
    part(5, 1, { estimateSeconds: 3_600, deadline: later }),
    part(6, 5, { spentSeconds: 900 }),
  ];
  expect(rollupOf(1, parts, now)).toEqual({
    subtasks: 5,
    completed: 1,
    overdue: 1,
    estimateSeconds: 14_400,
    // One end of the tree is not estimated, so each of the three weighs the same.
    progressPercent: 33,
    deadline: later,
    spentSeconds: 1_500,
  });
});

test('progress is by work where all of it is estimated, and by what is ticked off where that is all there is', () => {
  const estimated = [part(2, 1, { estimateSeconds: 3_000, status: 'completed' }), part(3, 1, { estimateSeconds: 1_000 })];
  expect(rollupOf(1, estimated, now)?.progressPercent).toBe(75);
  expect(rollupOf(1, [part(2, 1, { checklist: [item(true), item(false)] })], now)?.progressPercent).toBe(50);
});

/** Any tree: each task lies under one with a smaller number, or under the root, 1. */
const anyTree = fc
  .array(
    fc.record({
      under: fc.nat(),
      status: fc.constantFrom<Part['status']>('new', 'pending', 'in_progress', 'awaiting_acceptance', 'completed', 'deferred'),
      spentSeconds: fc.nat(50_000),
      estimateSeconds: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
      gone: fc.integer({ max: 5, min: 0 }).map((value) => value === 0),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) =>
    all.map(({ under, gone, ...more }, index) =>
      part(index + 2, 1 + (under % (index + 1)), { ...more, ...(gone && { deletedAt: past }) }),
    ),
  );

test('a whole is what its parts are: adding up the subtasks one by one comes to the same, and nothing is counted twice', () => {
  fc.assert(
    fc.property(anyTree, (parts) => {
      const rollup = rollupOf(1, parts, now);
      const direct = parts.filter(({ parent, deletedAt }) => parent === 1 && !deletedAt);
      const below = direct.map(({ _id }) => rollupOf(_id, parts, now));
      expect(rollup?.subtasks ?? 0).toBe(direct.length + total(below.map((each) => each?.subtasks ?? 0)));
      const estimates = direct.map((each, index) => below[index]?.estimateSeconds || (each.estimateSeconds ?? 0));
      expect(rollup?.estimateSeconds ?? 0).toBe(total(estimates));
      const spent = direct.map((each, index) => (each.spentSeconds ?? 0) + (below[index]?.spentSeconds ?? 0));
      expect(rollup?.spentSeconds ?? 0).toBe(total(spent));
    }),
  );
});

test('all is done when, and only when, everything is completed', () => {
  fc.assert(
    fc.property(anyTree, (parts) => {
      const rollup = rollupOf(1, parts, now);
      if (rollup) expect(rollup.progressPercent === 100).toBe(rollup.completed === rollup.subtasks);
    }),
  );
});

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
