/** A record of the file; `line` is the physical line it starts on, 1 being the header. */
export type Row = { line: number; cells: Record<string, string> } | { line: number; error: RowError };
export interface RowError {
  reason: string;
  text: string;
}

export interface Rows extends Iterable<Row> {
  /** The header's names as they stand in the file. */
  columns: readonly string[];
  delimiter: string;
}

export function readRows(text: string): Rows {
  throw new Error(`Being written: ${text.length}`);
}
