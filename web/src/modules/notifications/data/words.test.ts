import { expect, test } from 'vitest';
import { happeningOf } from './words';

test('what happened has a word, also where a later server says more', () => {
  expect(happeningOf({ kind: 'KIND_TASK_STATUS', action: 'completed' })).toBe('completed');
  expect(happeningOf({ kind: 'KIND_TASK_STATUS', action: 'frozen' })).toBe('updated');
  expect(happeningOf({ kind: 'KIND_TASK_CHANGED', action: 'delegated' })).toBe('delegated');
  expect(happeningOf({ kind: 'KIND_MENTIONED', action: 'created' })).toBe('mentioned');
});
