import type { ClientSession } from 'mongodb';
import type { Context } from '../../kit/context.js';
import { invalid } from '../../kit/errors.js';
import type { Store } from '../../kit/store.js';
import type { Employee, NewEmployee } from './employee.js';
import type { Employees } from './employee-store.js';
import { type Managers, managersIn } from './managers.js';
import type { Structure } from './structure.js';
import { readersOf, type Tree } from './tree.js';

type Action = string | ((before: Employee, after: Employee) => string);
type Alongside = (after: Employee, session: ClientSession) => Promise<void>;

/** What a write to a person needs to see around them. A transaction that writes many reads it once. */
export type Surroundings = { tree: Tree; managers: Managers };

/**
 * Writes to people. What hangs together is written together: the person, the headcounts of their departments, who may see
 * them, and the line of managers above them, which never becomes a circle.
 */
export type People = {
  create(context: Context, employee: NewEmployee, options?: { action?: string; around?: Surroundings }): Promise<Employee>;
  change(
    context: Context,
    id: string,
    rule: (employee: Employee) => Employee,
    action: Action,
    options?: { write?: Alongside; around?: Surroundings },
  ): Promise<Employee>;
};

type Parts = { store: Store; employees: Employees; structure: Structure };

export function peopleOf({ store, employees, structure }: Parts): People {
  const around = async (session: ClientSession): Promise<Surroundings> => ({
    tree: await structure.tree(session),
    managers: managersIn(session, { employees, structure }),
  });

  async function settle(
    before: Employee | undefined,
    after: Employee,
    { managers }: Surroundings,
    session: ClientSession,
  ): Promise<void> {
    const unknown = await structure.count({ from: counted(before), into: counted(after) }, session);
    if (unknown.length > 0)
      throw invalid('UNKNOWN_DEPARTMENT', `There is no department ${unknown.join(', ')}.`, 'employee.departments');
    if (after.manager && after.manager !== before?.manager) await managers.require(after._id, after.manager);
    managers.note(after._id, after.manager);
  }

  return {
    create: (context, employee, options = {}) =>
      store.transaction(context, async (session) => {
        const { action = 'created', around: seen = await around(session) } = options;
        const readers = readersOf(employee._id, employee.departments, seen.tree);
        const write = (after: Employee) => settle(undefined, after, seen, session);
        return employees.create({ ...context, session }, { ...employee, readers }, { action, write });
      }),

    change: (context, id, rule, action, options = {}) =>
      store.transaction(context, async (session) => {
        const { write, around: seen = await around(session) } = options;
        let before: Employee | undefined;
        const placed = (employee: Employee): Employee => {
          before = employee;
          const after = rule(employee);
          return after === employee ? employee : { ...after, readers: readersOf(id, after.departments, seen.tree) };
        };
        return employees.change({ ...context, session }, id, placed, action, {
          write: async (after) => {
            await settle(before, after, seen, session);
            await write?.(after, session);
          },
        });
      }),
  };
}

/** The departments a person counts in: none once deactivated. */
const counted = (employee: Employee | undefined): readonly number[] =>
  employee && employee.status !== 'deactivated' ? employee.departments : [];
