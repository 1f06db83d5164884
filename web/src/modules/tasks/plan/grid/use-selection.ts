import { useCallback, useMemo, useState } from 'react';
import type { PlanRow } from '../rules/outline';
import type { Cell, Selection } from './selection';

/** A cell of a row: others may come and go above it. Without an id, it is in the row for a new task. */
type Kept = Cell & { readonly id: string | undefined };

/** What is selected, and stays so wherever its rows go. */
export function useSelection(rows: readonly PlanRow[]) {
  const [kept, setKept] = useState<{ active: Kept; head: Kept }>(() => {
    const first = { row: 0, column: 1, id: rows[0]?.task.id };
    return { active: first, head: first };
  });

  const selection = useMemo((): Selection => {
    const found = ({ id, row, column }: Kept): Cell => {
      const index = id === undefined ? rows.length : rows.findIndex(({ task }) => task.id === id);
      return { row: index < 0 ? Math.min(row, rows.length) : index, column };
    };
    return { active: found(kept.active), head: found(kept.head) };
  }, [kept, rows]);

  const select = useCallback(
    ({ active, head }: Selection) => {
      const keep = (cell: Cell): Kept => ({ ...cell, id: rows[cell.row]?.task.id });
      setKept({ active: keep(active), head: keep(head) });
    },
    [rows],
  );

  return [selection, select] as const;
}
