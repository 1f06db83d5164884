export type PersonField =
  | 'login'
  | 'email'
  | 'last_name'
  | 'first_name'
  | 'middle_name'
  | 'full_name'
  | 'title'
  | 'department'
  | 'manager'
  | 'phone'
  | 'mobile_phone'
  | 'birthday'
  | 'hired_at'
  | 'time_zone'
  | 'locale';

export interface ColumnMatch {
  /** The columns that feed a field, the one to prefer first. */
  fields: ReadonlyMap<PersonField, readonly string[]>;
  /** Columns of the file that feed no field. */
  unknown: readonly string[];
}

export function matchColumns(columns: readonly string[]): ColumnMatch {
  throw new Error(`Being written: ${columns}`);
}

/** The row's values by our fields, trimmed, empty ones left out. */
export function personCells(cells: Record<string, string>, match: ColumnMatch): Partial<Record<PersonField, string>> {
  throw new Error(`Being written: ${cells} ${match}`);
}

/** `Company / Sales; Company / Design` → [['Company', 'Sales'], ['Company', 'Design']]. */
export function departmentPaths(text: string): string[][] {
  throw new Error(`Being written: ${text}`);
}

/** Whether 03/04/2020 in this column means March 4th (Outlook in the USA) or April 3rd. */
export type SlashOrder = 'month-first' | 'day-first';
export function slashOrder(values: Iterable<string>): SlashOrder {
  throw new Error(`Being written: ${values}`);
}

/** A day as yyyy-mm-dd, or undefined where the text is not a day of the calendar. */
export function parseDay(text: string, slashes: SlashOrder = 'month-first'): string | undefined {
  throw new Error(`Being written: ${text} ${slashes}`);
}
