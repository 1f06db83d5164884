/*
 * Cells as spreadsheets put them on the clipboard: tabs between columns, lines between rows; what holds one of these stands in
 * quotes, and a quote within them is doubled (RFC 4180, with tabs).
 */

export type Block = readonly (readonly string[])[];

const needsQuotes = /["\t\r\n]/;

const quoted = (cell: string) => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const toClipboard = (block: Block): string => block.map((row) => row.map(quoted).join('\t')).join('\n');

/** The rows of a text; a single line break at its end begins no row. */
export function fromClipboard(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    rows.at(-1)?.push(cell.text);
    const [lineEnd = ''] = /^(?:\r\n|\r|\n)/.exec(text.slice(cell.end, cell.end + 2)) ?? [];
    if (lineEnd === '' && text[cell.end] !== '\t') break;
    at = cell.end + Math.max(1, lineEnd.length);
    if (lineEnd === '') continue;
    if (at === text.length) break;
    rows.push([]);
  }
  return rows;
}

type Cell = { readonly text: string; readonly end: number };

function plainCell(text: string, start: number): Cell {
  const plain = /[^\t\r\n]*/y;
  plain.lastIndex = start;
  const [cell = ''] = plain.exec(text) ?? [];
  return { text: cell, end: start + cell.length };
}

/** A quote that is never closed, or closed in the middle of a cell, is a sign like any other. */
function quotedCell(text: string, start: number): Cell {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return plainCell(text, start);
    if (text[quote + 1] === '"') {
      at = quote + 2;
      continue;
    }
    const end = quote + 1;
    if (end < text.length && !/[\t\r\n]/.test(text[end] ?? '')) return plainCell(text, start);
    return { text: text.slice(start + 1, quote).replaceAll('""', '"'), end };
  }
}
