import { planColumns } from '../rules/columns';
import type { Range } from '../rules/paste';

/** A cell, by the numbers of its row and column. */
export type Cell = { readonly row: number; readonly column: number };

/** From the active cell to where the selection was drawn. */
export type Selection = { readonly active: Cell; readonly head: Cell };

/** So many there are of each, and so many rows are seen at once. */
export type Size = { readonly rows: number; readonly page: number };

export const lastColumn = planColumns.length - 1;

const within = (value: number, last: number) => Math.min(Math.max(0, value), Math.max(0, last));

export const at = (row: number, column: number): Selection => ({ active: { row, column }, head: { row, column } });

export const rangeOf = ({ active, head }: Selection): Range => ({
  top: Math.min(active.row, head.row),
  bottom: Math.max(active.row, head.row),
  left: Math.min(active.column, head.column),
  right: Math.max(active.column, head.column),
});

/** All columns of some rows. */
export const wholeRows = (from: number, to: number): Selection => ({
  active: { row: from, column: 0 },
  head: { row: to, column: lastColumn },
});

export const isWhole = (range: Range): boolean => range.left === 0 && range.right === lastColumn;

/** One step; with `extends` the active cell stays, and the selection grows or shrinks. */
export function stepped(
  selection: Selection,
  step: { readonly rows: number; readonly columns: number },
  size: Size,
  isExtending: boolean,
): Selection {
  const from = isExtending ? selection.head : selection.active;
  const head = { row: within(from.row + step.rows, size.rows - 1), column: within(from.column + step.columns, lastColumn) };
  return isExtending ? { active: selection.active, head } : { active: head, head };
}

/** From cell to cell as Tab goes: at the end of a row to the next one. */
export function tabbed({ active }: Selection, back: boolean, size: Size): Selection {
  const cells = size.rows * planColumns.length;
  const index = within(active.row * planColumns.length + active.column + (back ? -1 : 1), cells - 1);
  return at(Math.floor(index / planColumns.length), index % planColumns.length);
}

/** Where the keys lead that move: how many rows and columns away. Nothing for other keys. */
export function stepOf(key: string, isFar: boolean, size: Size): { rows: number; columns: number } | undefined {
  const far = isFar ? Number.MAX_SAFE_INTEGER : 1;
  switch (key) {
    case 'ArrowDown':
      return { rows: far, columns: 0 };
    case 'ArrowUp':
      return { rows: -far, columns: 0 };
    case 'ArrowRight':
      return { rows: 0, columns: far };
    case 'ArrowLeft':
      return { rows: 0, columns: -far };
    case 'PageDown':
      return { rows: size.page, columns: 0 };
    case 'PageUp':
      return { rows: -size.page, columns: 0 };
    case 'Home':
      return { rows: isFar ? -far : 0, columns: -Number.MAX_SAFE_INTEGER };
    case 'End':
      return { rows: isFar ? far : 0, columns: Number.MAX_SAFE_INTEGER };
    default:
      return undefined;
  }
}
