import { expect, test } from 'vitest';
import { moves, moveTo, statusAfter } from './board-moves';
import { toWireStatus } from './task-words';

const task = (status: Parameters<typeof toWireStatus>[0], ...allowedActions: string[]) => ({
  status: toWireStatus(status),
  allowedActions,
  acceptance: true,
  creator: 'anna',
});

test('a column is open only to what the server allows', () => {
  expect(moveTo(task('pending', 'start'), 'in_progress')).toBe('start');
  expect(moveTo(task('pending'), 'in_progress')).toBeUndefined();
  expect(moveTo(task('completed', 'return', 'start'), 'in_progress')).toBeUndefined();
});

test('the moves of a task are those that its verbs reach', () => {
  expect(moves(task('in_progress', 'pause', 'complete')).map(({ target }) => target)).toEqual(['pending', 'completed']);
  expect(moves(task('new', 'comment'))).toEqual([]);
});

test('done by somebody else waits for acceptance, done by its creator is done', () => {
  expect(statusAfter(task('in_progress'), 'complete', 'boris')).toBe('awaiting_acceptance');
  expect(statusAfter(task('in_progress'), 'complete', 'anna')).toBe('completed');
});
