import { useVirtualizer } from '@tanstack/react-virtual';
import { createContext, type ReactNode, type RefObject, useCallback, useContext, useEffect, useMemo, useRef } from 'react';
import { useDensity } from '../../../kit/screen/density';
import type { PlanRow } from './rules/outline';

export const headHeight = 32;
const heights = { comfortable: 36, compact: 30 };

/** A row that is drawn now, and where, in pixels below the head. */
export type ShownRow = { readonly index: number; readonly top: number; readonly row: PlanRow | undefined };

type PlanRows = {
  /** The pane that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: readonly PlanRow[];
  /** The rows in view, and a few around them; behind all tasks there is one more row, in which a new one is written. */
  readonly shown: readonly ShownRow[];
  readonly rowHeight: number;
  readonly totalHeight: number;
  /** So many rows are seen at once. */
  readonly page: number;
  readonly reveal: (index: number) => void;
  /** A ref for another pane that shows the same rows: the two scroll together. */
  readonly follow: (pane: HTMLElement | null) => (() => void) | undefined;
};

const PlanRowsContext = createContext<PlanRows | undefined>(undefined);

/** Shares the rows of a plan, as they are drawn at the moment, among the panes that show them. */
export function PlanRowsProvider({ rows, children }: { rows: readonly PlanRow[]; children: ReactNode }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = heights[useDensity()];
  const virtual = useVirtualizer({
    count: rows.length + 1,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    scrollPaddingEnd: rowHeight,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const items = virtual.getVirtualItems();
  const totalHeight = virtual.getTotalSize();
  const page = Math.max(1, Math.floor(((virtual.scrollRect?.height ?? 0) - headHeight) / rowHeight) - 1);

  const reveal = useCallback((index: number) => virtual.scrollToIndex(index), [virtual]);
  const follow = useCallback((pane: HTMLElement | null) => {
    const grid = scroller.current;
    if (!pane || !grid) return undefined;
    const toPane = () => (pane.scrollTop = grid.scrollTop);
    const toGrid = () => (grid.scrollTop = pane.scrollTop);
    toPane();
    grid.addEventListener('scroll', toPane, { passive: true });
    pane.addEventListener('scroll', toGrid, { passive: true });
    return () => {
      grid.removeEventListener('scroll', toPane);
      pane.removeEventListener('scroll', toGrid);
    };
  }, []);

  const value = useMemo(
    () => ({
      scroller,
      rows,
      shown: items.map(({ index, start }) => ({ index, top: start - headHeight, row: rows[index] })),
      rowHeight,
      totalHeight,
      page,
      reveal,
      follow,
    }),
    [rows, items, rowHeight, totalHeight, page, reveal, follow],
  );
  return <PlanRowsContext value={value}>{children}</PlanRowsContext>;
}

export function usePlanRows(): PlanRows {
  const rows = useContext(PlanRowsContext);
  if (rows === undefined) throw new Error('usePlanRows needs a PlanRowsProvider above it.');
  return rows;
}
