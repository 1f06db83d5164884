import type { ClientSession } from 'mongodb';
import type { Store } from '../../kit/store.js';
import type { Departments } from './department-store.js';
import { type Tree, treeOf } from './tree.js';

type Guard = { _id: string; changes: number };
type Headcount = { _id: number; people: number; moves: number };

/** The tree of departments as one thing, and how many people are in each. */
export type Structure = {
  tree(session?: ClientSession): Promise<Tree>;
  /**
   * Makes the transaction one that changes the named web of links: of two at once the second runs again and sees what the
   * first has done. Without it two moves, each right by itself, could together make a cycle.
   */
  alone(web: 'departments' | 'managers', session: ClientSession): Promise<void>;
  /** A new department begins empty. */
  open(department: number, session: ClientSession): Promise<void>;
  /** How many people it has; from here on nobody can come to it in another transaction. */
  close(department: number, session: ClientSession): Promise<number>;
  /** Counts people in and out. Answers the departments among `into` that do not exist. */
  count(change: { from: readonly number[]; into: readonly number[] }, session: ClientSession): Promise<number[]>;
  /** Collides with whoever counts somebody into one of these at the same time, so that nobody keeps readers of the old place. */
  hold(departments: Iterable<number>, session: ClientSession): Promise<void>;
  /** People in each department, without those deactivated. */
  headcounts(departments: readonly number[]): Promise<Map<number, number>>;
  prepare(): Promise<void>;
};

export function structureOf(store: Store, departments: Departments): Structure {
  const guards = store.collection<Guard>('guards');
  const counts = store.collection<Headcount>('headcounts');

  return {
    async tree(session) {
      const projection = { name: 1, parent: 1, head: 1, deputies: 1 };
      const found = await departments.documents.find({ _id: { $gt: 0 } }, { projection, ...(session && { session }) }).toArray();
      return treeOf(found.map(({ _id, name, parent, head, deputies }) => ({ _id, name, parent, head, deputies })));
    },

    async alone(web, session) {
      await guards.updateOne({ _id: web }, { $inc: { changes: 1 } }, { session });
    },

    async open(department, session) {
      await counts.insertOne({ _id: department, people: 0, moves: 0 }, { session });
    },

    async close(department, session) {
      const closed = await counts.findOneAndDelete({ _id: department }, { session });
      return closed?.people ?? 0;
    },

    async count({ from, into }, session) {
      const leaving = from.filter((id) => !into.includes(id));
      const coming = into.filter((id) => !from.includes(id));
      if (leaving.length > 0) await counts.updateMany({ _id: { $in: leaving } }, { $inc: { people: -1 } }, { session });
      if (coming.length === 0) return [];
      const { matchedCount } = await counts.updateMany({ _id: { $in: coming } }, { $inc: { people: 1 } }, { session });
      if (matchedCount === coming.length) return [];
      const existing = new Set((await counts.find({ _id: { $in: coming } }, { session }).toArray()).map(({ _id }) => _id));
      return coming.filter((id) => !existing.has(id));
    },

    async hold(ids, session) {
      await counts.updateMany({ _id: { $in: [...ids] } }, { $inc: { moves: 1 } }, { session });
    },

    async headcounts(ids) {
      const found = await counts.find({ _id: { $in: [...ids] } }).toArray();
      return new Map(found.map(({ _id, people }) => [_id, people]));
    },

    async prepare() {
      for (const _id of ['departments', 'managers'])
        await guards.updateOne({ _id }, { $setOnInsert: { changes: 0 } }, { upsert: true, writeConcern: { w: 'majority' } });
    },
  };
}
