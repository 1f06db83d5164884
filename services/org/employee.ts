import { may } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import { denied, invalid, refused } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';
import { isDay, isTimeZone } from '../../kit/calendar.js';
import { mayShapeCompany } from './department.js';
import { displayName, type NameParts } from './employee-name.js';

export type EmployeeStatus = 'invited' | 'active' | 'deactivated';

export type Phone = { readonly kind: string; readonly number: string; readonly extension: string };
export type Absence = { readonly kind: string; readonly until: string };

export type Lookup = {
  /** Tokens of the name; see kit/search/names.ts. */
  readonly names: readonly string[];
  /** The whole name as others write it; see employee-name.ts. */
  readonly keys: readonly string[];
  /** Digits of the phones from behind, and extensions as "#12". */
  readonly phones: readonly string[];
  readonly order: { readonly last: string; readonly first: string };
};

/** Somebody with an account; `_id` is the OIDC subject. */
export type Employee = Stored<string> & {
  readonly email: string;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly middleName: string;
  /** For display; follows from the parts. */
  readonly name: string;
  readonly title: string;
  readonly departments: readonly number[];
  /** '' where the head of the department is meant. */
  readonly manager: string;
  readonly phones: readonly Phone[];
  readonly birthday: string;
  readonly hiredAt: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly absence?: Absence | undefined;
  /** Whether the person was an administrator when they last signed in; the identity provider has the last word. */
  readonly admin: boolean;
  /** Digest of the photo; absent where there is none. */
  readonly photo?: string | undefined;
  readonly status: EmployeeStatus;
  readonly guest: boolean;
  readonly createdAt: Date;
  /** Who may see the person by the rights matrix; see kit/ability.ts. Kept true by people.ts. */
  readonly readers: readonly string[];
  /** What the person is found by; follows from the rest, see employee-store.ts. */
  readonly lookup?: Lookup | undefined;
};

/** A person before they are stored. */
export type NewEmployee = Omit<Employee, 'version' | 'changedAt' | 'readers' | 'lookup'>;

/** A person of whom no more is known than is given. */
export const newEmployee = (given: Pick<Employee, '_id' | 'status'> & Partial<NewEmployee>, now: Date): NewEmployee =>
  withName({
    email: '',
    login: '',
    firstName: '',
    lastName: '',
    middleName: '',
    name: '',
    title: '',
    departments: [],
    manager: '',
    phones: [],
    birthday: '',
    hiredAt: '',
    timeZone: '',
    locale: '',
    guest: false,
    admin: false,
    createdAt: now,
    ...given,
  });

/** What people change about themselves. */
export const ownFields = ['phones', 'birthday', 'timeZone', 'locale', 'absence'] as const;
/** What belongs to the company's records: nobody changes it about themselves. */
export const recordFields = ['firstName', 'lastName', 'middleName', 'title', 'manager', 'hiredAt'] as const;

type Field = (typeof ownFields)[number] | (typeof recordFields)[number] | 'departments';
export type EmployeeContent = Pick<Employee, Field>;
export type EmployeeChange = Partial<EmployeeContent>;

export type EmployeeAction = 'update' | 'update_own' | 'assign' | 'set_photo' | 'deactivate' | 'reactivate';

/**
 * What the actor may do with the person now. A head whom the matrix lets change people changes the records of theirs; which
 * departments somebody belongs to decides what they see, so that is for those who may change everybody.
 */
export function employeeActions(employee: Employee, actor: Actor): EmployeeAction[] {
  const self = employee._id === actor.id;
  const everybody = mayShapeCompany(actor);
  const records = everybody || (!self && may(actor, 'change', 'people', employee));
  const removal = !self && may(actor, 'delete', 'people', employee);
  const gone = employee.status === 'deactivated';
  const allowed: [EmployeeAction, boolean][] = [
    ['update', records],
    ['update_own', self || records],
    ['assign', everybody],
    ['set_photo', self || records],
    ['deactivate', removal && !gone],
    ['reactivate', removal && gone],
  ];
  return allowed.flatMap(([action, may]) => (may ? [action] : []));
}

function allow(employee: Employee, actor: Actor, action: EmployeeAction): void {
  if (!employeeActions(employee, actor).includes(action)) throw denied(action);
}

/** Changes what is named. Each field asks for the right to it. */
export function updateEmployee(
  employee: Employee,
  change: EmployeeChange,
  { actor, now }: { actor: Actor; now: Date },
): Employee {
  const named = Object.keys(change);
  if (ownFields.some((field) => named.includes(field))) allow(employee, actor, 'update_own');
  if (recordFields.some((field) => named.includes(field))) allow(employee, actor, 'update');
  if (named.includes('departments')) allow(employee, actor, 'assign');
  return withName({ ...employee, ...checked(change, now) });
}

export function setPhoto(employee: Employee, photo: string, actor: Actor): Employee {
  allow(employee, actor, 'set_photo');
  return employee.photo === photo ? employee : { ...employee, photo };
}

/** The person may no longer sign in. `otherAdmins` says whether somebody else can still administer. */
export function deactivate(employee: Employee, otherAdmins: boolean, actor: Actor): Employee {
  if (employee._id === actor.id) throw refused('SELF', 'Nobody can deactivate themselves: ask another administrator.');
  if (employee.status === 'deactivated') return employee;
  allow(employee, actor, 'deactivate');
  if (employee.admin && !otherAdmins) throw refused('LAST_ADMIN', 'Without this person nobody could administer the company.');
  return { ...employee, status: 'deactivated' };
}

/** The person is back. Whether they have ever signed in shows when they do; departments deleted meanwhile are left. */
export function reactivate(employee: Employee, existing: (department: number) => boolean, actor: Actor): Employee {
  if (employee.status !== 'deactivated') return employee;
  allow(employee, actor, 'reactivate');
  return { ...employee, status: 'active', departments: employee.departments.filter(existing) };
}

/** The display name follows from the parts; a person without any is called by login or address. */
export const withName = <Named extends NameParts & Pick<Employee, 'name' | 'login' | 'email'>>(employee: Named): Named => ({
  ...employee,
  name: displayName(employee, employee.login || employee.email),
});

const texts = ['firstName', 'lastName', 'middleName', 'title'] as const;

function checked(change: EmployeeChange, now: Date): EmployeeChange {
  const { birthday, hiredAt, timeZone, absence } = change;
  if (birthday && !isBirthday(birthday, now))
    throw invalid('UNKNOWN_DAY', `${birthday} is nobody's birthday.`, 'employee.birthday');
  if (hiredAt && !isDay(hiredAt)) throw invalid('UNKNOWN_DAY', `${hiredAt} is no day of the calendar.`, 'employee.hired_at');
  if (absence?.until && !isDay(absence.until))
    throw invalid('UNKNOWN_DAY', `${absence.until} is no day of the calendar.`, 'employee.absence.until');
  if (timeZone && !isTimeZone(timeZone))
    throw invalid('UNKNOWN_TIME_ZONE', `${timeZone} is no zone of the IANA database.`, 'employee.time_zone');
  const trimmed: Partial<Record<(typeof texts)[number], string>> = {};
  for (const field of texts) {
    const value = change[field];
    if (value !== undefined) trimmed[field] = value.trim();
  }
  return { ...change, ...trimmed };
}

/** A day from 1900 on, for spreadsheets write an empty date as 1899, and not after today anywhere on earth. */
export const isBirthday = (day: string, now: Date): boolean =>
  isDay(day) && day >= '1900-01-01' && Date.parse(day) <= now.getTime() + 14 * 3_600_000;
