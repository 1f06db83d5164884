import type { ImportProblem, ImportState, LineOutcome } from '../../../api/types';

export const stateWord = {
  IMPORT_STATE_UNSPECIFIED: 'checking',
  IMPORT_STATE_CHECKING: 'checking',
  IMPORT_STATE_CHECKED: 'checked',
  IMPORT_STATE_RUNNING: 'running',
  IMPORT_STATE_DONE: 'done',
  IMPORT_STATE_CANCELLED: 'cancelled',
} as const satisfies Record<ImportState, string>;

export const outcomeWord = {
  LINE_OUTCOME_UNSPECIFIED: 'unchanged',
  LINE_OUTCOME_CREATE: 'create',
  LINE_OUTCOME_UPDATE: 'update',
  LINE_OUTCOME_UNCHANGED: 'unchanged',
  LINE_OUTCOME_FAIL: 'fail',
} as const satisfies Record<LineOutcome, string>;

/** The fields a column can fill. */
export const importFields = [
  'login',
  'email',
  'last_name',
  'first_name',
  'middle_name',
  'full_name',
  'title',
  'department',
  'manager',
  'phone',
  'mobile_phone',
  'birthday',
  'hired_at',
  'time_zone',
  'locale',
] as const;

export const importField = (name: string) => importFields.find((known) => known === name);

export const reasons = [
  'ACCOUNT_REFUSED',
  'AMBIGUOUS_MANAGER',
  'BAD_BIRTHDAY',
  'BAD_DAY',
  'BAD_EMAIL',
  'BAD_PHONE',
  'DUPLICATE_EMAIL',
  'DUPLICATE_LOGIN',
  'LOGIN_TAKEN',
  'MANAGER_CYCLE',
  'NAME_REQUIRED',
  'NO_EMAIL_OR_LOGIN',
  'TEXT_AFTER_QUOTE',
  'TOO_LONG',
  'TOO_MANY_CELLS',
  'UNCLOSED_QUOTE',
  'UNKNOWN_LOCALE',
  'UNKNOWN_MANAGER',
  'UNKNOWN_PERSON',
  'UNKNOWN_TIME_ZONE',
] as const;

export const reasonOf = ({ reason }: ImportProblem) => reasons.find((known) => known === reason);

/** What of the file a problem is about: the text in quotes, or another line, as the server's sentence names them. */
export function subjectOf({ text }: ImportProblem): { value?: string; line?: number } {
  const value = /"([^"]+)"/.exec(text)?.[1];
  const line = /^Line (\d+)/.exec(text)?.[1];
  return { ...(value !== undefined && { value }), ...(line !== undefined && { line: Number(line) }) };
}
