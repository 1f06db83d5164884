import { expect, test } from 'vitest';
import { branchesOf } from './subtask-tree';

const task = (id: string, ...ancestors: string[]) => ({ id, ancestors });
const tasks = [task('2', '1'), task('3', '1', '2'), task('4', '1'), task('6', '1', '4', '5')];
const shown = (folded: string[] = []) => branchesOf('1', tasks, new Set(folded)).map(({ task: { id }, level }) => [id, level]);

test('each task stands behind its parent; where that cannot be seen, behind the nearest above', () => {
  expect(shown()).toEqual([
    ['2', 0],
    ['3', 1],
    ['4', 0],
    ['6', 1],
  ]);
});

test('what is folded hides what lies below', () => {
  expect(shown(['4'])).toEqual([
    ['2', 0],
    ['3', 1],
    ['4', 0],
  ]);
});
