import { isDeepStrictEqual } from 'node:util';
import { type Employee, type NewEmployee, newEmployee, type Phone, withName } from '../employee.js';
import type { Draft } from './line.js';

/** What of a draft had to be looked up: ids for names. Absent is what the line leaves as it is. */
export type Resolved = { departments?: readonly number[] | undefined; manager?: string | undefined };

/** A person whom the import makes known. */
export const imported = (id: string, draft: Draft, resolved: Resolved, now: Date): NewEmployee =>
  merged(
    newEmployee({ _id: id, email: draft.email, login: draft.login || draft.email, status: 'invited' }, now),
    draft,
    resolved,
  );

/** The person with what the line says; the same one where it says nothing new. Address, login and status are not the file's to change. */
export function updated(employee: Employee, draft: Draft, resolved: Resolved): Employee {
  const after = merged(employee, draft, resolved);
  return isDeepStrictEqual(after, employee) ? employee : after;
}

const merged = <Person extends NewEmployee>(before: Person, draft: Draft, { departments, manager }: Resolved): Person =>
  withName({
    ...before,
    firstName: draft.firstName || before.firstName,
    lastName: draft.lastName || before.lastName,
    middleName: draft.middleName || before.middleName,
    title: draft.title ?? before.title,
    departments: departments ?? before.departments,
    manager: manager ?? before.manager,
    phones: draft.phones ? withPhones(before.phones, draft.phones) : before.phones,
    birthday: draft.birthday ?? before.birthday,
    hiredAt: draft.hiredAt ?? before.hiredAt,
    timeZone: draft.timeZone ?? before.timeZone,
    locale: draft.locale ?? before.locale,
  });

/** A phone of the file stands in for those of its kind; others stay. */
function withPhones(before: readonly Phone[], said: readonly Phone[]): readonly Phone[] {
  if (said.every((phone) => before.some((other) => isDeepStrictEqual(phone, other)))) return before;
  const kinds = new Set(said.map(({ kind }) => kind));
  return [...said, ...before.filter(({ kind }) => !kinds.has(kind))];
}
