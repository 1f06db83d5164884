import { expect, test } from 'vitest';
import { treeOf } from '../tree.js';
import { follow } from './department-path.js';

const names: readonly (readonly [number, number, string])[] = [
  [1, 0, 'Aurora'],
  [2, 1, 'Sales'],
  [3, 2, 'Korea'],
  [4, 1, 'Support'],
  [5, 4, 'Korea'],
];
const tree = treeOf(names.map(([_id, parent, name]) => ({ _id, parent, name, head: '', deputies: [] })));

test.each<[string[], number, string[]]>([
  [['Aurora'], 1, []],
  [['aurora', ' SALES '], 2, []],
  [['Aurora', 'Sales', 'Korea'], 3, []],
  [['Sales', 'Korea'], 3, []],
  [['Support', 'Korea'], 5, []],
  [['Korea'], 0, ['Korea']],
  [['Aurora', 'Legal', 'Contracts'], 1, ['Legal', 'Contracts']],
  [['Borealis'], 0, ['Borealis']],
])('%j leads to %i and leaves %j to be made', (path, at, missing) => {
  expect(follow(path, tree)).toEqual({ at, missing });
});
