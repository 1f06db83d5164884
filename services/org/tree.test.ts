import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../kit/errors.js';
import { requirePlace } from './department.js';
import { type Node, pathText, readersOf, treeOf } from './tree.js';

const node = (_id: number, parent: number): Node => ({ _id, parent, name: `D${_id}`, head: '', deputies: [] });

/** A company of departments 1 to n, each below an earlier one or at the top. */
const company = fc
  .array(fc.nat(), { minLength: 1, maxLength: 25 })
  .map((choices) => choices.map((choice, index) => node(index + 1, choice % (index + 1))));

const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 27 }), fc.integer({ min: 0, max: 27 })), { maxLength: 40 });

/** What the service does: a move that may not be leaves everything as it was. */
function moved(departments: readonly Node[], [id, parent]: readonly [number, number]): readonly Node[] {
  if (!departments.some((department) => department._id === id)) return departments;
  try {
    requirePlace(treeOf(departments), id, parent);
  } catch (error) {
    if (error instanceof Refusal) return departments;
    throw error;
  }
  return departments.map((department) => (department._id === id ? { ...department, parent } : department));
}

test('whatever is moved wherever, the structure stays a tree and nobody is lost', () => {
  fc.assert(
    fc.property(company, moves, (departments, wishes) => {
      const after = wishes.reduce(moved, departments);
      const tree = treeOf(after);
      expect(tree.below(0).size - 1).toBe(departments.length);
      for (const { _id } of after) expect(tree.path(_id).at(-1)?.parent).toBe(0);
    }),
  );
});

test('a person is seen by exactly those above their departments, after any moves', () => {
  fc.assert(
    fc.property(company, moves, (departments, wishes) => {
      const tree = treeOf(wishes.reduce(moved, departments));
      for (const { _id } of departments) {
        const above = [...tree.all()].filter((other) => tree.below(other._id).has(_id)).map((other) => `under:${other._id}`);
        expect(readersOf('anna', [_id], tree).sort()).toEqual(['u:anna', `in:${_id}`, ...above].sort());
      }
    }),
  );
});

test('a department cannot hang below itself, and the refusal names the way', () => {
  const tree = treeOf([node(1, 0), node(2, 1), node(3, 2)]);
  expect(() => requirePlace(tree, 1, 3)).toThrow('D1 › D2 › D3');
  expect(() => requirePlace(tree, 2, 2)).toThrow(expect.objectContaining({ reason: 'DEPARTMENT_CYCLE' }));
  expect(() => requirePlace(tree, 2, 9)).toThrow(expect.objectContaining({ reason: 'UNKNOWN_DEPARTMENT' }));
  expect(pathText(tree.path(3))).toBe('D1 › D2 › D3');
});
