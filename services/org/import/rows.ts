/** A record of the file. `line` is the physical line it starts on, counted from 1. */
export type Row = { line: number; cells: Record<string, string> } | { line: number; error: RowError };

interface RowError {
  /** `UNCLOSED_QUOTE`, `TEXT_AFTER_QUOTE` or `TOO_MANY_CELLS`. */
  reason: string;
  text: string;
}

export interface Rows extends Iterable<Row> {
  /** The names in the header, made unique. */
  columns: readonly string[];
  delimiter: string;
}

/**
 * Reads CSV as RFC 4180 has it and as spreadsheets write it: comma, semicolon or tab, any line end, quotes inside an
 * unquoted cell, cells left out at the end of a row, a first line `sep=;`. Rows are read as they are asked for.
 *
 * A broken row is reported, and reading goes on with the physical line after its first, so that a forgotten quote costs
 * one row and not the rest of the file. (csv-parse takes what follows for the cell and ends there.)
 */
export function readRows(text: string): Rows {
  const hint = /^sep=([,;\t])(?:\r\n|\r|\n)/.exec(text);
  const start: Place = { offset: hint?.[0].length ?? 0, line: hint ? 2 : 1 };
  const delimiter = hint?.[1] ?? likelyDelimiter(text, start);
  const header = readRecord(text, start, delimiter);
  const columns = columnNames('cells' in header ? header.cells : []);
  return {
    columns,
    delimiter,
    *[Symbol.iterator]() {
      if ('error' in header) yield { line: start.line, error: header.error };
      let place = header.next;
      while (place.offset < text.length) {
        const { line } = place;
        const record = readRecord(text, place, delimiter);
        if ('error' in record) yield { line, error: record.error };
        else if (record.cells.some((cell) => cell.trim() !== '')) yield { line, ...byColumn(record.cells, columns) };
        place = record.next;
      }
    },
  };
}

interface Place {
  offset: number;
  line: number;
}

type FileRecord = { cells: string[]; next: Place } | { error: RowError; next: Place };

const longestCell = 64 * 1024;
/** Far more columns than any table of people has, and names of them longer than any program writes. */
const mostCells = 1_000;
const longestName = 200;
const lineEnd = /\r\n|\r|\n/g;

function readRecord(text: string, start: Place, delimiter: string): FileRecord {
  const cells: string[] = [];
  let { offset, line } = start;
  for (;;) {
    if (cells.length >= mostCells) return broken(text, start, 'TOO_MANY_CELLS', `The row has more than ${mostCells} cells.`);
    if (text[offset] === '"') {
      const quoted = readQuoted(text.slice(offset, offset + longestCell));
      if (quoted === undefined) return broken(text, start, 'UNCLOSED_QUOTE', 'A cell begins with a quote that is never closed.');
      cells.push(quoted.cell);
      line += quoted.cell.match(lineEnd)?.length ?? 0;
      offset += quoted.length;
    } else {
      const end = endOfCell(text, offset, delimiter);
      cells.push(text.slice(offset, end));
      offset = end;
    }
    if (text[offset] === delimiter) {
      offset += 1;
      continue;
    }
    if (offset < text.length && !isLineEnd(text[offset])) {
      return broken(text, start, 'TEXT_AFTER_QUOTE', `After a closing quote comes "${text.slice(offset, offset + 20)}".`);
    }
    return { cells, next: { offset: afterLine(text, offset), line: line + 1 } };
  }
}

/** The cell at the beginning of the text, and how long it is there; a quote in it is written twice. */
function readQuoted(text: string): { cell: string; length: number } | undefined {
  for (let from = 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return undefined;
    if (text[quote + 1] !== '"') return { cell: text.slice(1, quote).replaceAll('""', '"'), length: quote + 1 };
    from = quote + 2;
  }
}

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r';

function endOfCell(text: string, offset: number, delimiter: string): number {
  let end = offset;
  while (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) end += 1;
  return end;
}

function afterLine(text: string, offset: number): number {
  const end = endOfCell(text, offset, '');
  return end + (text.startsWith('\r\n', end) ? 2 : 1);
}

const broken = (text: string, { offset, line }: Place, reason: string, explanation: string): FileRecord => ({
  error: { reason, text: explanation },
  next: { offset: afterLine(text, offset), line: line + 1 },
});

/** Whichever the header has most of. */
function likelyDelimiter(text: string, start: Place): string {
  const width = (delimiter: string) => {
    const header = readRecord(text, start, delimiter);
    return 'cells' in header ? header.cells.length : 0;
  };
  return [';', '\t'].reduce((best, delimiter) => (width(delimiter) > width(best) ? delimiter : best), ',');
}

/** Nameless columns get a number, repeated names a number behind; nameless ones at the end are none. */
function columnNames(header: readonly string[]): string[] {
  const names = header.map((name) => name.slice(0, longestName).trim());
  while (names.at(-1) === '') names.pop();
  const taken = new Set<string>();
  return names.map((name, index) => {
    const wanted = name || `column ${index + 1}`;
    let unique = wanted;
    for (let count = 2; taken.has(unique); count += 1) unique = `${wanted} (${count})`;
    taken.add(unique);
    return unique;
  });
}

function byColumn(cells: readonly string[], columns: readonly string[]): { cells: Record<string, string> } | { error: RowError } {
  const surplus = cells.slice(columns.length).find((cell) => cell.trim() !== '');
  if (surplus !== undefined) {
    const text = `The row has ${cells.length} cells where the header has ${columns.length}; "${surplus.slice(0, 20)}" belongs to no column.`;
    return { error: { reason: 'TOO_MANY_CELLS', text } };
  }
  return { cells: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])) };
}
