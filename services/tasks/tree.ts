import type { ClientSession } from 'mongodb';
import { invalid, refused } from '../../kit/errors.js';
import type { Store } from '../../kit/store.js';
import { type Part, type Rollup, rollupOf } from './rollup.js';
import type { Status, Task } from './task.js';
/** Deeper than that nobody finds anything again. */
const MOST_LEVELS = 100;
/** More subtasks than that are not added up for one answer. */
const MOST_PARTS = 20_000;

const living = { deletedAt: { $exists: false } };

/** What of a task the tree is made of. */
type Node = { _id: number; parent: number; ancestors?: number[]; placed?: number; status: Status; deletedAt?: Date };

/** What is done with tasks as parts of others: each carries its `ancestors`, from the outermost to its parent. */
export type Tree = {
  /**
   * Puts the task, with all that stands below it, under its parent. Collides with whoever moves or deletes the parent at
   * the same time, so that of two moves, each right by itself, no cycle comes.
   */
  place(task: Pick<Task, '_id' | 'parent'>, session: ClientSession): Promise<readonly number[]>;
  /** Throws where a subtask, at any level, is not completed. */
  requireCompleted(task: number, session: ClientSession): Promise<void>;
  /** What the subtasks of those tasks come to; tasks without subtasks have none. */
  rollups(tasks: readonly Task[], now: Date): Promise<Map<number, Rollup>>;
};

export function taskTree(store: Pick<Store, 'db'>): Tree {
  const nodes = store.db.collection<Node>('tasks');

  async function ancestorsUnder(parent: number, session: ClientSession): Promise<number[]> {
    const options = { session, projection: { ancestors: 1 } };
    const touched = await nodes.findOneAndUpdate({ _id: parent, ...living }, { $inc: { placed: 1 } }, options);
    if (!touched) throw invalid('UNKNOWN_PARENT', `There is no task ${parent}.`, 'task.parent');
    const ancestors = [...(touched.ancestors ?? []), parent];
    if (ancestors.length > MOST_LEVELS)
      throw invalid('SUBTASKS_TOO_DEEP', `Subtasks go ${MOST_LEVELS} levels deep at most.`, 'task.parent');
    return ancestors;
  }

  return {
    async place({ _id, parent }, session) {
      const ancestors = parent === 0 ? [] : await ancestorsUnder(parent, session);
      if (ancestors.includes(_id)) throw invalid('PARENT_CYCLE', 'A task cannot be a part of itself.', 'task.parent');
      await nodes.updateOne({ _id }, { $set: { ancestors } }, { session });
      const below = { $slice: ['$ancestors', { $indexOfArray: ['$ancestors', _id] }, MOST_LEVELS] };
      await nodes.updateMany({ ancestors: _id }, [{ $set: { ancestors: { $concatArrays: [ancestors, below] } } }], { session });
      return ancestors;
    },

    async requireCompleted(task, session) {
      const open = await nodes.findOne(
        { ancestors: task, status: { $ne: 'completed' }, ...living },
        { session, projection: { _id: 1 } },
      );
      if (open)
        throw refused('SUBTASKS_OPEN', `The task ${task} is completed after its subtasks; ${open._id} is still open.`, {
          subtask: String(open._id),
        });
    },

    async rollups(tasks, now) {
      const composite = tasks.filter(({ placed }) => placed).map(({ _id }) => _id);
      if (composite.length === 0) return new Map();
      const parts = await nodes
        .find<Part & Pick<Task, 'ancestors'>>(
          { ancestors: { $in: composite }, ...living },
          {
            projection: { parent: 1, status: 1, deadline: 1, estimateSeconds: 1, 'checklist.done': 1, ancestors: 1 },
            limit: MOST_PARTS,
            batchSize: MOST_PARTS,
          },
        )
        .toArray();
      const below = new Map<number, Part[]>(composite.map((id) => [id, []]));
      for (const part of parts) for (const id of part.ancestors ?? []) below.get(id)?.push(part);
      return new Map(
        [...below].flatMap(([id, partsOfIt]) => {
          const rollup = rollupOf(id, partsOfIt, now);
          return rollup ? [[id, rollup] as const] : [];
        }),
      );
    },
  };
}
