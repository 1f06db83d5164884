import {
  columnNames,
  departmentLevel,
  eitherName,
  normalName,
  numberedEmail,
  numberedPhone,
  type PersonField,
  weakTitles,
} from './column-names.js';

export type { PersonField } from './column-names.js';

export interface ColumnMatch {
  /** The columns that feed a field, the one to prefer first. */
  fields: ReadonlyMap<PersonField, readonly string[]>;
  /** Columns of the file that feed no field. */
  unknown: readonly string[];
  /** For columns whose kind stands in another column of the row ("Mobile", "Work"): that column. */
  labels: ReadonlyMap<string, string>;
  /** Columns with one level of the department's path each, the top one first. */
  departmentLevels: readonly string[];
}

/** Recognises the columns of a file by its header. */
export function matchColumns(columns: readonly string[]): ColumnMatch {
  const byName = new Map(columns.toReversed().map((column) => [normalName(column), column]));
  const named = (names: readonly string[]) => names.map((name) => byName.get(name)).filter((column) => column !== undefined);
  const numbered = (pattern: RegExp) => columns.filter((column) => pattern.test(normalName(column)));

  const fields = new Map<PersonField, string[]>();
  const feed = (field: PersonField, sources: readonly string[]) => {
    if (sources.length > 0) fields.set(field, [...(fields.get(field) ?? []), ...sources]);
  };
  for (const [field, names] of columnNames) feed(field, named(names.split(/\s+/)));
  feed('email', numbered(numberedEmail));
  feed('phone', numbered(numberedPhone));
  if (!fields.has('title')) feed('title', named(weakTitles));
  feed(fields.has('last_name') && !fields.has('first_name') ? 'first_name' : 'full_name', named(eitherName));
  const departmentLevels = fields.has('department') ? [] : numbered(departmentLevel).sort();
  feed('department', departmentLevels);

  const labels = new Map<string, string>();
  for (const column of numbered(numberedPhone)) {
    const number = numberedPhone.exec(normalName(column))?.[1];
    for (const label of named([`phone${number}label`, `phone${number}type`])) labels.set(column, label);
  }
  const used = new Set([...[...fields.values()].flat(), ...labels.values()]);
  return { fields, labels, departmentLevels, unknown: columns.filter((column) => !used.has(column)) };
}

/** The row's values by our fields, trimmed, empty ones left out. */
export function personCells(cells: Readonly<Record<string, string>>, match: ColumnMatch): Partial<Record<PersonField, string>> {
  const person: Partial<Record<PersonField, string>> = {};
  for (const [field, columns] of match.fields) {
    for (const column of columns) {
      const label = match.labels.get(column);
      const target = label === undefined ? field : phoneKind(cells[label] ?? '');
      const value = cleaned(cells[column] ?? '');
      if (target !== undefined && value !== '') person[target] ??= value;
    }
  }
  const path = match.departmentLevels.map((column) => cleaned(cells[column] ?? '')).filter((name) => name !== '');
  return path.length > 0 ? { ...person, department: path.join(' / ') } : person;
}

function phoneKind(label: string): 'phone' | 'mobile_phone' | undefined {
  if (/fax|факс|팩스|pager|пейджер|호출기/i.test(label)) return undefined;
  return /mobile|cell|мобил|сотов|휴대|핸드폰/i.test(label) ? 'mobile_phone' : 'phone';
}

/** Without what programs put around a value: further values (Google), a quote against formulas, Outlook's empty date. */
function cleaned(cell: string): string {
  const [first = ''] = cell.split(' ::: ');
  const value = first.trim().replace(/^'(?=[=+\-@])/, '');
  return /^0+([./-])0+\1\s?0+$/.test(value) ? '' : value;
}

/**
 * The departments a cell names, each as the path from the top: "Company / Sales; Company / Design". Between departments
 * stands a semicolon or a line end, between the levels of one a backslash, ">", "→", "»" or a slash with a space beside it:
 * "R&D/QA" is one name.
 */
export const departmentPaths = (text: string): string[][] =>
  text
    .split(/[;\r\n]/)
    .map((path) =>
      path
        .split(/[\\>→»]|\s\/|\/\s/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .filter((path) => path.length > 0);
