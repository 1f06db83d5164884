import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemActor } from '../../kit/actor.js';
import { Refusal } from '../../kit/errors.js';
import { addItem, moveItem, removeItem, updateItem } from './checklist.js';
import { create, type Task } from './task.js';

const now = new Date('2026-11-26T09:00:00Z');
const actor = { ...systemActor, id: 'anna', roles: ['admin'], service: false };
const act = { actor, now };

const empty: Task = {
  ...create(
    {
      title: 'Move house',
      description: '',
      assignee: 'anna',
      coExecutors: [],
      observers: [],
      priority: 2,
      tags: [],
      parent: 0,
      acceptance: false,
    },
    1,
    act,
  ),
  version: 1,
  changedAt: now,
  readers: [],
  deadlineOrder: now,
};

const item = (text: string) => ({ text, assignee: '' });
const top = { parent: 0, before: 0 };
const reason = (expected: string): unknown => expect.objectContaining({ reason: expected });
const texts = (task: Task) => (task.checklist ?? []).map(({ text }) => text);

function listOf(...names: string[]): Task {
  return names.reduce((task, name) => addItem(task, item(name), top, act), empty);
}

test('items stand where they are put: at the end, before another, below another', () => {
  const list = addItem(listOf('pack', 'drive'), item('boxes'), { parent: 1, before: 0 }, act);
  expect(texts(list)).toEqual(['pack', 'boxes', 'drive']);
  expect(texts(addItem(list, item('call'), { parent: 0, before: 1 }, act))).toEqual(['call', 'pack', 'boxes', 'drive']);
  expect(() => addItem(list, item('lost'), { parent: 9, before: 0 }, act)).toThrow(reason('CHECKLIST_PLACE'));
  expect(() => addItem(list, item('lost'), { parent: 0, before: 3 }, act)).toThrow(reason('CHECKLIST_PLACE'));
});

test('who ticks an item off, and when, is kept until it is open again', () => {
  const done = updateItem(listOf('pack'), 1, { done: true }, act);
  expect(done.checklist?.[0]).toMatchObject({ done: true, doneBy: 'anna', doneAt: now });
  const open = updateItem(done, 1, { done: false }, act);
  expect(open.checklist?.[0]).toMatchObject({ done: false, doneBy: undefined, doneAt: undefined });
});

test('whoever is named for an item helps with the task from then on', () => {
  const named = updateItem(listOf('pack'), 1, { assignee: 'boris' }, act);
  expect(named.coExecutors).toEqual(['u:boris']);
  expect(named.participants).toContain('u:boris');
  expect(updateItem(named, 1, { assignee: 'anna' }, act).coExecutors).toEqual(['u:boris']);
});

test('an item goes with what stands below it, and never below itself', () => {
  const list = addItem(listOf('pack', 'drive'), item('boxes'), { parent: 1, before: 0 }, act);
  expect(texts(moveItem(list, 1, top, act))).toEqual(['drive', 'pack', 'boxes']);
  expect(() => moveItem(list, 1, { parent: 3, before: 0 }, act)).toThrow(reason('CHECKLIST_CYCLE'));
  expect(texts(removeItem(list, 1, act))).toEqual(['drive']);
});

test('an id is never given again', () => {
  expect(addItem(removeItem(listOf('pack', 'drive'), 2, act), item('rest'), top, act).checklist?.at(-1)?.id).toBe(3);
});

test('whatever is done to a checklist, each item stands behind the one it is below, and beside nobody else within it', () => {
  const id = fc.integer({ min: 0, max: 8 });
  const steps = fc.array(
    fc.record({ kind: fc.constantFrom('add', 'move', 'remove'), id, parent: id, before: fc.oneof(fc.constant(0), id) }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      let task = empty;
      for (const { kind, id: of, parent, before } of all) {
        const [count, place] = [texts(task).length, { parent, before }];
        try {
          if (kind === 'add') task = addItem(task, item('x'), place, act);
          else if (kind === 'move') task = moveItem(task, of, place, act);
          else task = removeItem(task, of, act);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
        if (kind === 'move') expect(texts(task)).toHaveLength(count);
        expect(shownInOrder(task)).toEqual((task.checklist ?? []).map((each) => each.id));
      }
    }),
  );
});

/** The ids in the order of a walk through the tree, each level as the items follow one another. */
function shownInOrder(task: Task, parent = 0): number[] {
  return (task.checklist ?? []).filter((each) => each.parent === parent).flatMap(({ id }) => [id, ...shownInOrder(task, id)]);
}
