import type { Collection, Document } from 'mongodb';
import { Employee as EmployeeMessage, EmployeeEvent, EmployeeStatus as WireStatus } from '../../gen/atrium/org/v1/org.js';
import { accessible } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Context } from '../../kit/context.js';
import { compileFilter, type Filterable, sameNames } from '../../kit/filter.js';
import { nameTokens } from '../../kit/search/names.js';
import type { Store } from '../../kit/store.js';
import { type Employee, employeeActions, type EmployeeStatus, type Lookup } from './employee.js';
import { nameKeys, nameOrder, wholeName } from './employee-name.js';

/** People, and their documents for the questions of this service that no list answers. */
export type Employees = Aggregate<Employee> & { readonly documents: Collection<Employee> };

const COLLECTION = 'employees';

const wireStatus: Record<EmployeeStatus, WireStatus> = {
  invited: WireStatus.EMPLOYEE_STATUS_INVITED,
  active: WireStatus.EMPLOYEE_STATUS_ACTIVE,
  deactivated: WireStatus.EMPLOYEE_STATUS_DEACTIVATED,
};

/** A person as the contract has them; what may be done with them only where somebody asks. */
export const employeeMessage = (employee: Employee, actor?: Actor): EmployeeMessage => ({
  id: employee._id,
  version: employee.version,
  email: employee.email,
  login: employee.login,
  firstName: employee.firstName,
  lastName: employee.lastName,
  middleName: employee.middleName,
  name: employee.name,
  title: employee.title,
  departments: [...employee.departments],
  manager: employee.manager,
  phones: [...employee.phones],
  birthday: employee.birthday,
  hiredAt: employee.hiredAt,
  timeZone: employee.timeZone,
  locale: employee.locale,
  absence: employee.absence,
  photoUrl: employee.photo ? `/v1/employees/${encodeURIComponent(employee._id)}/photo?v=${employee.photo}` : '',
  status: wireStatus[employee.status],
  guest: employee.guest,
  createdAt: employee.createdAt,
  changedAt: employee.changedAt,
  allowedActions: actor ? employeeActions(employee, actor) : [],
});

const filterable: Filterable = {
  id: { path: '_id', type: 'string' },
  email: { path: 'email', type: 'string' },
  login: { path: 'login', type: 'string' },
  first_name: { path: 'firstName', type: 'string' },
  last_name: { path: 'lastName', type: 'string' },
  title: { path: 'title', type: 'string' },
  departments: { path: 'departments', type: 'ids' },
  place: { path: 'readers', type: 'refs' },
  manager: { path: 'manager', type: 'string' },
  status: { path: 'status', type: 'enum', values: sameNames(Object.keys(wireStatus)) },
  guest: { path: 'guest', type: 'bool' },
  locale: { path: 'locale', type: 'string' },
  changed_at: { path: 'changedAt', type: 'time' },
};

/** How people are stored, seen, found and told of. */
export const employeeStore = (store: Store): Employees => ({
  documents: store.collection<Employee>(COLLECTION),
  ...store.aggregate<Employee, EmployeeMessage>({
    name: 'employee',
    collection: COLLECTION,
    type: 'atrium.org.v1.Employee',
    codec: EmployeeMessage,
    message: employeeMessage,
    eventType: 'atrium.org.v1.EmployeeEvent',
    event: (employee, meta) => EmployeeEvent.encode({ ...meta, employee }).finish(),
    derive: (employee) => ({ ...employee, lookup: lookupOf(employee) }),
    readable,
    audience: () => ['*'],
    searchable: ({ name, middleName, title, email, login }) => [name, middleName, title, email, login],
    filterable,
    sortable: {
      last_name: { path: 'lookup.order.last' },
      first_name: { path: 'lookup.order.first' },
      changed_at: { path: 'changedAt' },
    },
    defaultOrder: 'last_name asc, first_name asc',
    indexes: [
      { key: { 'lookup.order.last': 1, 'lookup.order.first': 1, _id: 1 } },
      { key: { 'lookup.order.first': 1, _id: 1 } },
      { key: { changedAt: 1, _id: 1 } },
      { key: { 'lookup.names': 1 } },
      { key: { 'lookup.keys': 1 } },
      { key: { 'lookup.phones': 1 } },
      { key: { readers: 1 } },
      { key: { departments: 1, status: 1 } },
      { key: { admin: 1 }, partialFilterExpression: { admin: true } },
      { key: { manager: 1 } },
      { key: { email: 1 } },
      { key: { login: 1 } },
    ],
  }),
});

/** The conditions of a list as this caller may see it. */
export const visibleTo = ({ actor, now }: Context, filter: string): Document[] => [
  readable(actor),
  compileFilter(filter, filterable, { now }),
];

/** Everybody may see themselves, whatever the matrix says. */
function readable(actor: Actor): Document {
  const allowed = accessible(actor, 'read', 'people');
  return Object.keys(allowed).length === 0 ? {} : { $or: [{ _id: actor.id }, allowed] };
}

const lookupOf = (employee: Employee): Lookup => ({
  names: nameTokens(wholeName(employee)),
  keys: nameKeys(employee),
  phones: employee.phones.flatMap(({ number, extension }) => [reversedDigits(number), ...(extension ? [`#${extension}`] : [])]),
  order: nameOrder(employee),
});

/** A phone is looked for by its last digits, so they come first. */
export const reversedDigits = (number: string): string => Array.from(number.replace(/\D/g, '')).reverse().join('');
