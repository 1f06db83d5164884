import { expect, test } from 'vitest';
import { Task } from '../gen/atrium/tasks/v1/tasks.js';
import { changesBetween } from './changes.js';
import { jsonEncoder } from './proto-json.js';
import { messageNamed } from './registry.js';

const encode = jsonEncoder(messageNamed('atrium.tasks.v1.Task'));
const json = (task: Partial<Task>) => encode(Task.encode(Task.fromPartial(task)).finish());
const between = (before: Partial<Task>, after: Partial<Task>) => changesBetween(json(before), json(after));

test('fields are named as in the contract, with the value before and after', () => {
  expect(between({ title: 'A', coExecutors: ['u:anna'] }, { title: 'B', coExecutors: ['u:anna', 'd:2'] })).toEqual([
    { path: 'title', before: 'A', after: 'B' },
    { path: 'co_executors', before: ['u:anna'], after: ['u:anna', 'd:2'] },
  ]);
});

test('what appears or disappears has no value on that side', () => {
  const deadline = new Date('2026-04-01T00:00:00Z');
  expect(between({}, { deadline })).toEqual([{ path: 'deadline', before: undefined, after: '2026-04-01T00:00:00Z' }]);
  expect(between({ deadline }, {})).toEqual([{ path: 'deadline', before: '2026-04-01T00:00:00Z', after: undefined }]);
});

test('what changes with every write, or from caller to caller, is no change', () => {
  expect(
    between(
      { version: 1, changedAt: new Date(0), allowedActions: [] },
      { version: 2, changedAt: new Date(1), allowedActions: ['start'] },
    ),
  ).toEqual([]);
});

test('lists that are the same are no change, whatever made them', () => {
  expect(between({ tags: ['a', 'b'] }, { tags: ['a', 'b'] })).toEqual([]);
  expect(between({ tags: ['a', 'b'] }, { tags: ['b', 'a'] })).toHaveLength(1);
});
