import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromClipboard, toClipboard } from './clipboard';
import { filledDown, pasted } from './paste';

test('cells from a spreadsheet are read, with what stands in quotes', () => {
  expect(fromClipboard('Design\t2h\r\nBuild\t"1d"\r\n')).toEqual([
    ['Design', '2h'],
    ['Build', '1d'],
  ]);
  expect(fromClipboard('"two\nlines"\t"a ""b"""\n\tx')).toEqual([
    ['two\nlines', 'a "b"'],
    ['', 'x'],
  ]);
  expect(fromClipboard('"Atlas" goes live\tx')).toEqual([['"Atlas" goes live', 'x']]);
  expect(fromClipboard('17" screen')).toEqual([['17" screen']]);
  expect(fromClipboard('"open')).toEqual([['"open']]);
});

test('what is put on the clipboard is read as the same', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', ' ', 'ж') });
  const block = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
  fc.assert(
    fc.property(block, (rows) => {
      // An empty cell in a row of its own at the end is a line break at the end.
      const last = rows.at(-1);
      fc.pre(last?.length !== 1 || last[0] !== '');
      expect(fromClipboard(toClipboard(rows))).toEqual(rows);
    }),
  );
});

const at = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });

test('a block goes below and to the right of the cell, and past the end makes rows', () => {
  const block = [
    ['Design', 'Anna', '27.11'],
    ['Build', 'Boris', '28.11'],
  ];
  expect(pasted(block, at(4, 1), 5)).toEqual({
    cells: [
      { row: 4, column: 'title', text: 'Design' },
      { row: 4, column: 'assignee', text: 'Anna' },
      { row: 4, column: 'deadline', text: '27.11' },
    ],
    rows: [{ title: 'Build', assignee: 'Boris', deadline: '28.11' }],
  });
});

test('what is only shown takes nothing, and columns past the last are left out', () => {
  expect(pasted([['7', 'Design']], at(0, 0), 1).cells).toEqual([{ row: 0, column: 'title', text: 'Design' }]);
  expect(pasted([['a', 'b', 'c']], at(0, 8), 1).cells).toEqual([{ row: 0, column: 'tags', text: 'a' }]);
  expect(pasted([['', ' ']], at(1, 1), 1).rows).toEqual([]);
});

test('a selection that it fits into without a rest is filled', () => {
  expect(pasted([['2h']], at(1, 6, 3), 9).cells.map(({ row }) => row)).toEqual([1, 2, 3]);
  expect(pasted([['1h'], ['2h']], at(0, 6, 3), 9).cells.map(({ text }) => text)).toEqual(['1h', '2h', '1h', '2h']);
  expect(pasted([['1h'], ['2h']], at(0, 6, 2), 9).cells.map(({ row }) => row)).toEqual([0, 1]);
});

test('filling down begins below the first row', () => {
  expect(filledDown(at(2, 0, 4, 2))).toEqual({ from: 2, rows: [3, 4], columns: ['title', 'assignee'] });
});
