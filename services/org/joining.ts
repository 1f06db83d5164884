import type { ServiceContext } from '../../kit/grpc-server.js';
import type { Caller } from '../../kit/identity.js';
import { isDuplicateKey } from '../../kit/transaction.js';
import { type Employee, type NewEmployee, newEmployee, withName } from './employee.js';
import type { Employees } from './employee-store.js';
import type { People } from './people.js';

const locales = ['ko', 'ru', 'en'];

/**
 * What follows from somebody's sign-in: who was invited is active, and address, login and being a guest are as the identity
 * provider says. Names are not: people correct them here. Somebody deactivated stays so.
 */
export function signedIn(employee: Employee, { email, login, roles }: Caller): Employee {
  if (employee.status === 'deactivated') return employee;
  const told = {
    email: email?.toLowerCase() ?? employee.email,
    login: login ?? employee.login,
    guest: isGuest(roles),
    admin: roles.includes('admin'),
    status: 'active' as const,
  };
  const same = Object.entries(told).every(([field, value]) => Reflect.get(employee, field) === value);
  return same ? employee : withName({ ...employee, ...told });
}

const isGuest = (roles: readonly string[]): boolean =>
  roles.includes('guest') && !roles.includes('employee') && !roles.includes('admin');

/** A person whom nobody has invited or imported, as the identity provider knows them. */
const newcomer = ({ user, email, login, firstName, lastName, locale, roles }: Caller, now: Date): NewEmployee =>
  newEmployee(
    {
      _id: user,
      status: 'active',
      email: email?.toLowerCase() ?? '',
      login: login ?? '',
      firstName: firstName ?? '',
      lastName: lastName ?? '',
      locale: locales.find((known) => locale?.startsWith(known)) ?? '',
      guest: isGuest(roles),
      admin: roles.includes('admin'),
    },
    now,
  );

/** The caller as an employee, made known where they are not yet. Several calls at once make one person. */
export async function join(employees: Employees, people: People, context: ServiceContext): Promise<Employee> {
  const { caller } = context;
  const [known] = await employees.load([caller.user]);
  if (!known) {
    try {
      return await people.create(context, newcomer(caller, context.now));
    } catch (error) {
      if (!isDuplicateKey(error, '_id')) throw error;
    }
  } else if (signedIn(known, caller) === known) return known;
  return people.change(
    context,
    caller.user,
    (employee) => signedIn(employee, caller),
    (before) => (before.status === 'invited' ? 'activated' : 'updated'),
  );
}
