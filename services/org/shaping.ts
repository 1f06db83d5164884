import type { ClientSession } from 'mongodb';
import type { Context } from '../../kit/context.js';
import { invalid } from '../../kit/errors.js';
import type { Store } from '../../kit/store.js';
import {
  allowShaping,
  createDepartment,
  type Department,
  type DepartmentAction,
  type DepartmentContent,
  moveDepartment,
  requireEmpty,
  requirePlace,
  updateDepartment,
} from './department.js';
import type { Departments } from './department-store.js';
import type { Employees } from './employee-store.js';
import type { Structure } from './structure.js';
import { readersOf, type Tree } from './tree.js';

/** Writes to departments, each of which leaves the structure a tree, and everybody in it in their place. */
export type Shaping = {
  create(context: Context, content: DepartmentContent & Pick<Department, 'parent'>): Promise<Department>;
  update(context: Context, id: number, change: Partial<DepartmentContent>): Promise<Department>;
  move(context: Context, id: number, place: Pick<Department, 'parent' | 'position'>): Promise<Department>;
  delete(context: Context, id: number): Promise<void>;
};

type Parts = {
  store: Store;
  departments: Departments;
  employees: Employees;
  structure: Structure;
  nextDepartment(): Promise<number>;
};

export function shapingOf({ store, departments, employees, structure, nextDepartment }: Parts): Shaping {
  /** Who comes to lead a department works here; who leads it already may stay, whatever became of them. */
  async function requireLeaders(before: Partial<DepartmentContent>, change: Partial<DepartmentContent>): Promise<void> {
    const known = new Set([before.head, ...(before.deputies ?? [])]);
    const named = [change.head ?? '', ...(change.deputies ?? [])].filter((id) => id && !known.has(id));
    const working = new Set((await employees.load(named)).filter(({ status }) => status !== 'deactivated').map(({ _id }) => _id));
    const unknown = named.find((id) => !working.has(id));
    if (unknown)
      throw invalid(
        'UNKNOWN_PERSON',
        `There is nobody ${unknown} who works here.`,
        unknown === change.head ? 'department.head' : 'department.deputies',
      );
  }

  /** Everybody in the moved departments is now seen by those above the new place, and no more by those above the old one. */
  async function renewReaders(moved: ReadonlySet<number>, tree: Tree, session: ClientSession): Promise<void> {
    const inside = { departments: { $in: [...moved] } };
    const people = await employees.documents.find(inside, { projection: { departments: 1 }, session }).toArray();
    const writes = people.map(({ _id, departments: own }) => ({
      updateOne: { filter: { _id }, update: { $set: { readers: readersOf(_id, own, tree) } } },
    }));
    if (writes.length > 0) await employees.documents.bulkWrite(writes, { session, ordered: false });
  }

  /** Asked before anything else is looked at or locked: who may not learns nothing from trying, and holds nobody up. */
  async function permitted(context: Context, id: number, action: DepartmentAction): Promise<Department> {
    const department = await departments.get(context, id);
    allowShaping(context.actor, action);
    return department;
  }

  return {
    async create(context, content) {
      allowShaping(context.actor, 'create');
      await requireLeaders({}, content);
      return departments.create(context, createDepartment(await nextDepartment(), content, context.actor), {
        write: async (department, session) => {
          await structure.alone('departments', session);
          requirePlace(await structure.tree(session), department._id, department.parent);
          await structure.open(department._id, session);
        },
      });
    },

    async update(context, id, change) {
      await requireLeaders(await permitted(context, id, 'update'), change);
      return departments.change(context, id, (state) => updateDepartment(state, change, context.actor), 'updated');
    },

    async move(context, id, place) {
      await permitted(context, id, 'move');
      return store.transaction(context, async (session) => {
        await structure.alone('departments', session);
        requirePlace(await structure.tree(session), id, place.parent);
        return departments.change({ ...context, session }, id, (state) => moveDepartment(state, place, context.actor), 'moved', {
          write: async () => {
            const tree = await structure.tree(session);
            await structure.hold(tree.below(id), session);
            await renewReaders(tree.below(id), tree, session);
          },
        });
      });
    },

    delete: (context, id) =>
      store.transaction(context, async (session) => {
        await structure.alone('departments', session);
        await departments.remove({ ...context, session }, id, () => allowShaping(context.actor, 'delete'));
        const children = (await structure.tree(session)).children(id);
        requireEmpty(await structure.close(id, session), children.length);
      }),
  };
}
