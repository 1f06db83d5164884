import { type MouseEvent, useRef } from 'react';
import { type Cell, lastColumn, wholeRows } from './selection';
import type { Grid } from './use-grid';

/** Cells are selected by pressing and drawing, rows by their numbers; a second press writes. */
export function useMouse(grid: Grid) {
  const isDrawing = useRef(false);

  function draw(cell: Cell): void {
    const { active } = grid.selection;
    const isRows = active.column === 0 && grid.selection.head.column === lastColumn;
    grid.setSelection(isRows ? wholeRows(active.row, cell.row) : { active, head: cell });
  }

  return {
    onMouseDown(event: MouseEvent): void {
      const cell = cellAt(event.target);
      if (cell === undefined || event.button !== 0) return;
      // The field keeps the focus.
      event.preventDefault();
      grid.commit();
      grid.focus();
      isDrawing.current = true;
      if (event.shiftKey) draw(cell);
      else grid.setSelection(cell.column === 0 ? wholeRows(cell.row, cell.row) : { active: cell, head: cell });
    },
    onMouseOver(event: MouseEvent): void {
      if (event.buttons !== 1) isDrawing.current = false;
      const cell = isDrawing.current ? cellAt(event.target) : undefined;
      if (cell) draw(cell);
    },
    onDoubleClick(event: MouseEvent): void {
      if (cellAt(event.target)) grid.begin();
    },
  };
}

function cellAt(target: EventTarget): Cell | undefined {
  if (!(target instanceof Element) || target.closest('a, button, [data-handle]') !== null) return undefined;
  const column = target.closest('[data-column]')?.getAttribute('data-column');
  const row = target.closest('[data-row]')?.getAttribute('data-row');
  return column == null || row == null ? undefined : { row: Number(row), column: Number(column) };
}
