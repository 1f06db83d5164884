import type { Phone } from '../employee.js';
import type { PersonField } from './column-names.js';

/** The values of a record by our fields, as they stand in the file. */
export type Cells = Partial<Record<PersonField, string>>;

/** Why a line fails, or what was left out of it; `field` is named as in `Employee`. */
export type Problem = { readonly reason: string; readonly field: string; readonly text: string; readonly fatal: boolean };

/** What a line says of a person, understood. Absent is what the file says nothing of. */
export type Draft = {
  readonly email: string;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly middleName: string;
  readonly title?: string | undefined;
  /** Each the names from the top. */
  readonly departments?: readonly (readonly string[])[] | undefined;
  /** An e-mail address, a login or a whole name. */
  readonly manager?: string | undefined;
  readonly phones?: readonly Phone[] | undefined;
  readonly birthday?: string | undefined;
  readonly hiredAt?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
};

/** The manager a line means: the person of another line, or somebody known already. */
export type ManagerRef = { readonly line: number } | { readonly employee: string };

export type Outcome = 'create' | 'update' | 'unchanged' | 'fail';

/** One record of the file as it is kept until it is carried out, and some time after. */
export type Line = {
  /** "IMPORT/LINE". */
  readonly _id: string;
  readonly import: number;
  /** The line of the file where the record starts; the header is line 1. */
  readonly line: number;
  /** What the file says, by our fields. */
  readonly cells: Cells;
  /** Why the record cannot be read at all. */
  readonly broken?: Problem | undefined;
  /** Found by the dry run: who it is about, who leads them, what is wrong. */
  readonly name: string;
  readonly email: string;
  readonly manager?: ManagerRef | undefined;
  readonly problems: readonly Problem[];
  /** What would happen, and once done what did. */
  readonly outcome: Outcome;
  /** Lines are carried out in this order, managers before those who report to them. */
  readonly order: number;
  readonly done: boolean;
  /** The person, where known. */
  readonly employee: string;
  /** Lines hold personal data, so they do not stay for ever. */
  readonly expires: Date;
};

export const lineId = (it: number, line: number): string => `${it}/${line}`;

export const fatal = (reason: string, field: string, text: string): Problem => ({ reason, field, text, fatal: true });
export const leftOut = (reason: string, field: string, text: string): Problem => ({ reason, field, text, fatal: false });

export const fails = ({ problems }: Pick<Line, 'problems'>): boolean => problems.some((problem) => problem.fatal);
