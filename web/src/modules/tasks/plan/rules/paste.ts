import type { Block } from './clipboard';
import { isWritten, planColumns, type PlanColumn, type WrittenColumn } from './columns';

/** A rectangle of cells, by the numbers of rows and columns; the corners belong to it. */
export type Range = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };

/** What is to be written: texts of cells in rows that there are, and rows that there are not. */
export type Pasted = {
  readonly cells: readonly { readonly row: number; readonly column: WrittenColumn; readonly text: string }[];
  readonly rows: readonly Readonly<Partial<Record<WrittenColumn, string>>>[];
};

/** A block that goes into the selection several times without a rest fills it. */
function tiled(block: Block, { top, left, bottom, right }: Range): Block {
  const height = bottom - top + 1;
  const first = block[0] ?? [];
  const width = right - left + 1;
  const tall = height % block.length === 0 ? height / block.length : 1;
  const wide = first.length > 0 && width % first.length === 0 ? width / first.length : 1;
  const across = block.map((row) => Array.from({ length: wide }, () => row).flat());
  return Array.from({ length: tall }, () => across).flat();
}

/** Where the cells of a block go that is pasted at a selection, among so many rows. What cannot be written is left out. */
export function pasted(block: Block, at: Range, rowCount: number): Pasted {
  const cells: Pasted['cells'][number][] = [];
  const rows: Partial<Record<WrittenColumn, string>>[] = [];
  for (const [index, line] of tiled(block, at).entries()) {
    const row = at.top + index;
    const texts = line.flatMap((text, offset): [WrittenColumn, string][] => {
      const column = planColumns[at.left + offset];
      return column !== undefined && isWritten(column) ? [[column, text]] : [];
    });
    if (row < rowCount) cells.push(...texts.map(([column, text]) => ({ row, column, text })));
    else if (texts.some(([, text]) => text.trim() !== '')) rows.push(Object.fromEntries(texts));
  }
  return { cells, rows };
}

/** What the rows of a range below its first are filled with. */
export function filledDown({ top, left, bottom, right }: Range): { from: number; rows: number[]; columns: WrittenColumn[] } {
  const columns: readonly PlanColumn[] = planColumns.slice(left, right + 1);
  return {
    from: top,
    rows: Array.from({ length: bottom - top }, (_, index) => top + index + 1),
    columns: columns.filter(isWritten),
  };
}
