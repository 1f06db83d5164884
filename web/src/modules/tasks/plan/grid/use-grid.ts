import { type ClipboardEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { isPress } from '../../../../kit/keys/keys';
import type { TaskChange } from '../../data/changes';
import { type Cells, isOpenRow } from '../data/use-cells';
import type { ShownPlan } from '../data/use-plan';
import { usePlanRows } from '../plan-rows';
import { isWritten, planColumns } from '../rules/columns';
import { type Direction, steps } from '../rules/moves';
import { at, lastColumn, rangeOf, type Selection, stepOf, stepped, tabbed, wholeRows } from './selection';
import type { NewRowPlace } from './use-new-row';
import { useSelection } from './use-selection';

/** A cell that is being written: with what it began, and whether that was typed over what it held. */
export type Editing = { readonly text: string; readonly before: string; readonly replaces: boolean };

type Options = {
  readonly plan: ShownPlan;
  readonly cells: Cells;
  readonly newRow: NewRowPlace;
  readonly onOpen: (id: string) => void;
};

const directions: Readonly<Record<string, Direction>> = {
  ArrowRight: 'in',
  ArrowLeft: 'out',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The grid as a spreadsheet: what is selected, what is being written, and what each key does. */
export function useGrid({ plan, cells, newRow, onOpen }: Options) {
  const { rows, all, writer } = plan;
  const { page, reveal } = usePlanRows();
  const [selection, setSelection] = useSelection(rows);
  const [editing, setEditing] = useState<Editing>();
  const input = useRef<HTMLInputElement>(null);
  const size = { rows: rows.length + 1, page };
  const { active } = selection;
  const row = rows[active.row];
  const column = planColumns[active.column] ?? 'title';
  const range = rangeOf(selection);
  const focus = useCallback(() => input.current?.focus({ preventScroll: true }), []);

  function select(next: Selection): void {
    setSelection(next);
    reveal(next.head.row);
  }

  /** Only the title of the row for a new task is typed: it is what makes it one. */
  const canWrite = row === undefined ? column === 'title' : isOpenRow(row) && isWritten(column);

  function begin(typed?: string): void {
    if (!canWrite) return;
    const held = row ? (heldText() ?? cells.text(row, column)) : '';
    setEditing({ text: typed ?? held, before: held, replaces: typed !== undefined });
    if (active.row !== selection.head.row || active.column !== selection.head.column) setSelection(at(active.row, active.column));
  }

  /** What was typed and could not be read is there to be mended. */
  const heldText = () => (row && isWritten(column) ? plan.overlay.marks.get(row.task.id)?.[column]?.text : undefined);

  function commit(change?: TaskChange): void {
    if (!editing) return;
    setEditing(undefined);
    if (!row) {
      void cells.write([], [{ title: editing.text }]);
    } else if (change) {
      writer.edit([{ id: row.task.id, change }]);
    } else if (isWritten(column) && editing.text !== editing.before) {
      void cells.write([{ id: row.task.id, column, text: editing.text }]);
    }
  }

  const cancel = () => setEditing(undefined);

  function move(direction: Direction): void {
    if (row === undefined) {
      if (direction === 'in' || direction === 'out') newRow.step(direction === 'in' ? 1 : -1);
      return;
    }
    const root = plan.root?.id;
    if (root === undefined) return;
    const ids = new Set(rows.slice(range.top, range.bottom + 1).map(({ task }) => task.id));
    writer.move(
      steps(
        root,
        all.map(({ task }) => task),
        ids,
        direction,
      ),
    );
  }

  function fold(isFolded: boolean): void {
    if (!row?.hasParts) return;
    const folded = new Set(plan.folded);
    if (isFolded) folded.add(row.task.id);
    else folded.delete(row.task.id);
    plan.setFolded(folded);
  }

  /** While nothing is written. Whether the key meant something. */
  function navigate(event: KeyboardEvent): boolean {
    const direction = directions[event.key];
    if (event.altKey) {
      if (direction === undefined) return false;
      if (!event.shiftKey) move(direction);
      else if (direction === 'out' || direction === 'in') fold(direction === 'out');
      return true;
    }
    const pressed = (shortcut: string) => isPress(event, shortcut);
    if (pressed('mod+d')) cells.fillDown(range);
    else if (pressed('mod+z')) writer.undo();
    else if (pressed('mod+shift+z') || pressed('mod+y')) writer.redo();
    else if (pressed('mod+a')) setSelection(wholeRows(0, rows.length - 1));
    else if (event.key === ' ' && event.shiftKey) setSelection(wholeRows(range.top, range.bottom));
    else if (event.key === 'Delete' || event.key === 'Backspace') cells.clear(range);
    else if (event.key === 'F2' || event.key === 'Enter') {
      if (canWrite) begin();
      else if (row) onOpen(row.task.id);
    } else if (event.key === 'Escape') setSelection(at(active.row, active.column));
    else return go(event);
    return true;
  }

  function go(event: KeyboardEvent): boolean {
    if (event.key === 'Tab') {
      const isEnd = event.shiftKey
        ? active.row === 0 && active.column === 0
        : active.row === rows.length && active.column === lastColumn;
      // There it leads out of the grid.
      if (!isEnd) select(tabbed(selection, event.shiftKey, size));
      return !isEnd;
    }
    const step = stepOf(event.key, event.ctrlKey || event.metaKey, size);
    if (step) select(stepped(selection, step, size, event.shiftKey));
    return step !== undefined;
  }

  /** While a cell is written. */
  function write(event: KeyboardEvent): boolean {
    const down = { rows: event.shiftKey || event.key === 'ArrowUp' ? -1 : 1, columns: 0 };
    if (event.key === 'Escape') cancel();
    else if (event.key === 'Tab') {
      commit();
      select(tabbed(selection, event.shiftKey, size));
    } else if (event.key === 'Enter' || (editing?.replaces && (event.key === 'ArrowUp' || event.key === 'ArrowDown'))) {
      commit();
      select(stepped(selection, down, size, false));
    } else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    // The keys belong to the input method while it composes.
    if (event.nativeEvent.isComposing || event.key === 'Process' || event.defaultPrevented) return;
    if (editing ? write(event) : navigate(event)) event.preventDefault();
  }

  const clipboard = {
    onCopy(event: ClipboardEvent): void {
      if (editing) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', cells.copy(range));
    },
    onCut(event: ClipboardEvent): void {
      if (editing) return;
      clipboard.onCopy(event);
      cells.clear(range);
    },
    onPaste(event: ClipboardEvent): void {
      const text = event.clipboardData.getData('text/plain');
      if (editing || text === '') return;
      event.preventDefault();
      void cells.paste(text, range).then((block) => {
        const width = Math.max(...block.map((line) => line.length));
        const head = {
          row: Math.max(range.bottom, range.top + block.length - 1),
          column: Math.min(lastColumn, Math.max(range.right, range.left + width - 1)),
        };
        setSelection({ active: { row: range.top, column: range.left }, head });
      });
    },
  };

  // Each task that is made pushes the row for the next one on.
  const isNew = row === undefined;
  useEffect(() => {
    if (isNew) reveal(rows.length);
  }, [isNew, reveal, rows.length]);

  return {
    selection,
    setSelection,
    range,
    row,
    column,
    canWrite,
    newLevel: newRow.level,
    editing,
    type: (text: string) => (editing ? setEditing({ ...editing, text }) : begin(text)),
    begin,
    commit,
    /** After the choice of a suggestion by key: on to the next row. */
    goOn: () => select(stepped(selection, { rows: 1, columns: 0 }, size, false)),
    cancel,
    onKeyDown,
    clipboard,
    input,
    focus,
  };
}

export type Grid = ReturnType<typeof useGrid>;
