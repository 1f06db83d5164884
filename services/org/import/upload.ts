import { setImmediate } from 'node:timers/promises';
import { invalid } from '../../../kit/errors.js';
import { matchColumns, personCells } from './columns.js';
import { type SlashOrder, slashOrder } from './days.js';
import { decodeText } from './decode.js';
import { type Cells, fatal, type Problem } from './line.js';
import { readRows } from './rows.js';

/** More people than any single file should bring. */
const MOST_LINES = 50_000;
/** So many rows are read before others get their turn. */
const TURN = 500;

export type Upload = {
  encoding: string;
  delimiter: string;
  columns: { header: string; field: string }[];
  slashes: { birthday: SlashOrder; hiredAt: SlashOrder };
  rows: { line: number; cells: Cells; broken?: Problem }[];
};

/** Reads an uploaded file. Throws NOT_A_TABLE, NO_COLUMNS, TOO_MANY_LINES; a broken row is a row with a problem. */
export async function readUpload(content: Buffer): Promise<Upload> {
  const { text, encoding } = decodeText(content);
  if (/\0/.test(text.slice(0, 4096))) throw notATable('The file is no text: save the table as CSV.');
  const table = readRows(text);
  const match = matchColumns(table.columns);
  if (!match.fields.has('email') && !match.fields.has('login'))
    throw invalid(
      'NO_COLUMNS',
      `Among the columns ${table.columns.slice(0, 20).join(', ')} none holds e-mail addresses or logins.`,
      'content',
    );

  const rows: Upload['rows'] = [];
  for (const row of table) {
    if (rows.length >= MOST_LINES) throw invalid('TOO_MANY_LINES', `The file has more than ${MOST_LINES} lines.`, 'content');
    rows.push(
      'error' in row
        ? { line: row.line, cells: {}, broken: fatal(row.error.reason, '', row.error.text) }
        : { line: row.line, cells: short(personCells(row.cells, match)) },
    );
    if (rows.length % TURN === 0) await setImmediate();
  }
  if (rows.length === 0) throw notATable('The file has no lines below its header.');

  const fieldOf = new Map([...match.fields].flatMap(([field, headers]) => headers.map((header) => [header, field] as const)));
  return {
    encoding,
    delimiter: table.delimiter,
    columns: table.columns.map((header) => ({ header, field: fieldOf.get(header) ?? '' })),
    slashes: {
      birthday: slashOrder(rows.flatMap(({ cells }) => cells.birthday ?? [])),
      hiredAt: slashOrder(rows.flatMap(({ cells }) => cells.hired_at ?? [])),
    },
    rows,
  };
}

const notATable = (text: string) => invalid('NOT_A_TABLE', text, 'content');

/** No field of a person holds more; whatever is longer is reported as such all the same. */
const LONGEST_CELL = 5_000;

function short(cells: Cells): Cells {
  for (const cell of Object.values(cells))
    if (cell.length > LONGEST_CELL)
      return Object.fromEntries(Object.entries(cells).map(([field, value]) => [field, value.slice(0, LONGEST_CELL)]));
  return cells;
}
