import { expect, test } from 'vitest';
import type { Task } from '../../../api/types';
import { changedBetween, touchesSame } from './changes';

const task: Task = {
  id: '7',
  version: '3',
  title: 'Order chairs',
  description: '',
  creator: 'anna',
  assignee: 'boris',
  coExecutors: [],
  observers: ['u:chen'],
  status: 'TASK_STATUS_PENDING',
  priority: 'PRIORITY_MEDIUM',
  tags: ['office'],
  parent: '0',
  acceptance: false,
  deadlineMovable: false,
  deadlineMoves: 0,
  estimateSeconds: '0',
  awaited: 'AWAITED_UNSPECIFIED',
  returnCount: 0,
  checklist: [],
  completesWithSubtasks: false,
  subtasksFirst: false,
  deadlineFollowsSubtasks: false,
  ancestors: [],
  position: '0',
  someday: false,
  explanationDue: false,
  spentSeconds: '0',
  part: 0,
  firstPart: '0',
  previousPart: '0',
  nextPart: '0',
  commentCount: 0,
  allowedActions: ['update'],
};

test('only what people write counts as changed', () => {
  const after = { ...task, version: '4', commentCount: 1, deadline: '2026-12-01T09:00:00Z', tags: ['office', 'urgent'] };
  expect(changedBetween(task, after)).toEqual([
    { field: 'deadline', before: undefined, after: '2026-12-01T09:00:00Z' },
    { field: 'tags', before: ['office'], after: ['office', 'urgent'] },
  ]);
});

test('a change conflicts only with changes of the same fields', () => {
  const theirs = changedBetween(task, { ...task, title: 'Order tables' });
  expect(touchesSame(theirs, { title: 'Order sofas' })).toBe(true);
  expect(touchesSame(theirs, { deadline: null })).toBe(false);
});
