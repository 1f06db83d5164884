import { expect, test } from 'vitest';
import { at, isWhole, lastColumn, rangeOf, stepOf, stepped, tabbed, wholeRows } from './selection';

const size = { rows: 5, page: 3 };
const go = (selection: ReturnType<typeof at>, key: string, isFar = false, isExtending = false) =>
  stepped(selection, stepOf(key, isFar, size) ?? { rows: 0, columns: 0 }, size, isExtending);

test('arrows go from cell to cell and stop at the edges', () => {
  expect(go(at(0, 1), 'ArrowDown')).toEqual(at(1, 1));
  expect(go(at(0, 0), 'ArrowLeft')).toEqual(at(0, 0));
  expect(go(at(1, 1), 'ArrowDown', true)).toEqual(at(4, 1));
  expect(go(at(1, 1), 'PageDown')).toEqual(at(4, 1));
  expect(go(at(1, 4), 'Home')).toEqual(at(1, 0));
  expect(go(at(1, 4), 'End', true)).toEqual(at(4, lastColumn));
});

test('a selection grows from the active cell, which stays', () => {
  const grown = go(go(at(2, 2), 'ArrowDown', false, true), 'ArrowRight', false, true);
  expect(grown).toEqual({ active: { row: 2, column: 2 }, head: { row: 3, column: 3 } });
  expect(rangeOf(go(go(at(2, 2), 'ArrowUp', false, true), 'ArrowLeft', false, true))).toEqual({
    top: 1,
    left: 1,
    bottom: 2,
    right: 2,
  });
  expect(go(grown, 'ArrowUp')).toEqual(at(1, 2));
});

test('Tab goes on in the next row', () => {
  expect(tabbed(at(0, lastColumn), false, size)).toEqual(at(1, 0));
  expect(tabbed(at(1, 0), true, size)).toEqual(at(0, lastColumn));
  expect(tabbed(at(4, lastColumn), false, size)).toEqual(at(4, lastColumn));
});

test('rows are selected as a whole', () => {
  expect(rangeOf(wholeRows(3, 1))).toEqual({ top: 1, bottom: 3, left: 0, right: lastColumn });
  expect(isWhole(rangeOf(wholeRows(3, 1)))).toBe(true);
  expect(isWhole(rangeOf(at(0, 0)))).toBe(false);
});
