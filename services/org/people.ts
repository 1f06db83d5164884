import type { ClientSession, Document } from 'mongodb';
import type { Context } from '../../kit/context.js';
import { invalid, refused } from '../../kit/errors.js';
import type { Store } from '../../kit/store.js';
import type { Employee, NewEmployee } from './employee.js';
import type { Employees } from './employee-store.js';
import type { Structure } from './structure.js';
import { readersOf, type Tree } from './tree.js';

type Action = string | ((before: Employee, after: Employee) => string);
type Alongside = (after: Employee, session: ClientSession) => Promise<void>;

/**
 * Writes to people. What hangs together is written together: the person, the headcounts of their departments, who may see
 * them, and the line of managers above them, which never becomes a circle.
 */
export type People = {
  create(context: Context, employee: NewEmployee, options?: { action?: string; tree?: Tree }): Promise<Employee>;
  /** `tree` spares loading it where the caller, within a transaction, already has it. */
  change(
    context: Context,
    id: string,
    rule: (employee: Employee) => Employee,
    action: Action,
    options?: { write?: Alongside; tree?: Tree },
  ): Promise<Employee>;
  /** Why somebody cannot be the manager of the person; holds until the transaction ends. */
  managerProblem(person: string, manager: string, session: ClientSession): Promise<ManagerProblem | undefined>;
};

export type ManagerProblem = 'UNKNOWN_PERSON' | 'MANAGER_CYCLE';

/** More managers one above another than any company has. */
const DEEPEST = 100;

type Parts = { store: Store; employees: Employees; structure: Structure };

export function peopleOf({ store, employees, structure }: Parts): People {
  async function settle(before: Employee | undefined, after: Employee, session: ClientSession): Promise<void> {
    const unknown = await structure.count({ from: counted(before), into: counted(after) }, session);
    if (unknown.length > 0)
      throw invalid('UNKNOWN_DEPARTMENT', `There is no department ${unknown.join(', ')}.`, 'employee.departments');
    if (after.manager && after.manager !== before?.manager) await requireManager(after, session);
  }

  async function requireManager({ _id, manager }: Employee, session: ClientSession): Promise<void> {
    const problem = await managerProblem(_id, manager, session);
    if (problem === 'UNKNOWN_PERSON') throw invalid(problem, `There is nobody ${manager} who works here.`, 'employee.manager');
    if (problem === 'MANAGER_CYCLE')
      throw refused(problem, 'The manager reports to this person already, directly or through others.');
  }

  async function managerProblem(person: string, manager: string, session: ClientSession): Promise<ManagerProblem | undefined> {
    await structure.alone('managers', session);
    let above = manager;
    for (let steps = 0; above && steps < DEEPEST; steps++) {
      if (above === person) return 'MANAGER_CYCLE';
      const query: Document = { _id: above };
      const found = await employees.collection.findOne(query, { projection: { manager: 1 }, session });
      if (!found && above === manager) return 'UNKNOWN_PERSON';
      above = found?.manager ?? '';
    }
    return undefined;
  }

  return {
    managerProblem,

    create: (context, employee, { action = 'created', tree } = {}) =>
      store.transaction(context.session, async (session) => {
        const readers = readersOf(employee._id, employee.departments, tree ?? (await structure.tree(session)));
        return employees.create(
          { ...context, session },
          { ...employee, readers },
          { action, write: (after) => settle(undefined, after, session) },
        );
      }),

    change: (context, id, rule, action, { write, tree } = {}) =>
      store.transaction(context.session, async (session) => {
        const current = tree ?? (await structure.tree(session));
        let before: Employee | undefined;
        const placed = (employee: Employee): Employee => {
          before = employee;
          const after = rule(employee);
          return after === employee ? employee : { ...after, readers: readersOf(id, after.departments, current) };
        };
        return employees.change({ ...context, session }, id, placed, action, {
          write: async (after) => {
            await settle(before, after, session);
            await write?.(after, session);
          },
        });
      }),
  };
}

/** The departments a person counts in: none once deactivated. */
const counted = (employee: Employee | undefined): readonly number[] =>
  employee && employee.status !== 'deactivated' ? employee.departments : [];
