import type { ClientSession } from 'mongodb';
import { invalid, refused } from '../../kit/errors.js';
import type { Store } from '../../kit/store.js';
import { type Part, type Rollup, rollupOf } from './rollup.js';
import type { Status, Task } from './task.js';
/** Deeper than that nobody finds anything again. */
const MOST_LEVELS = 100;
/** More subtasks than that are not added up for one answer. */
const MOST_PARTS = 20_000;
/** How far siblings stand apart, so that others find room between them. */
const STEP = 2 ** 20;

const living = { deletedAt: { $exists: false } };

/** What of a task the tree is made of. */
type Node = {
  _id: number;
  parent: number;
  ancestors?: number[];
  position?: number;
  placed?: number;
  status: Status;
  deletedAt?: Date;
};

/** Where a task stands: what is above it, and where it is among its siblings. */
export type Place = { readonly ancestors: readonly number[]; readonly position: number };

/** What is done with tasks as parts of others: each carries its `ancestors`, from the outermost to its parent. */
export type Tree = {
  /**
   * Puts the task, with all that stands below it, under its parent, before a sibling or at the end. Collides with whoever
   * moves or deletes the parent at the same time, so that of two moves, each right by itself, no cycle comes.
   */
  place(task: Pick<Task, '_id' | 'parent'>, session: ClientSession, before?: number): Promise<Place>;
  /** Places for so many new tasks under a parent, in order; held until the session's transaction ends. */
  room(parent: number, count: number, session: ClientSession, before?: number): Promise<Place[]>;
  /** Throws where a subtask, at any level, is not completed. */
  requireCompleted(task: number, session: ClientSession): Promise<void>;
  /** What the subtasks of those tasks come to; tasks without subtasks have none. */
  rollups(tasks: readonly Task[], now: Date): Promise<Map<number, Rollup>>;
};

export function taskTree(store: Pick<Store, 'db'>): Tree {
  const nodes = store.db.collection<Node>('tasks');

  async function room(parent: number, count: number, session: ClientSession, before = 0): Promise<Place[]> {
    if (parent === 0) {
      if (before !== 0) throw unknownSibling(before);
      return Array.from({ length: count }, () => ({ ancestors: [], position: 0 }));
    }
    const touched = await nodes.findOneAndUpdate(
      { _id: parent, ...living },
      { $inc: { placed: count } },
      { session, projection: { ancestors: 1, placed: 1 }, returnDocument: 'after' },
    );
    if (!touched) throw invalid('UNKNOWN_PARENT', `There is no task ${parent}.`, 'task.parent');
    const ancestors = [...(touched.ancestors ?? []), parent];
    requireDepth(ancestors);
    const positions =
      before === 0
        ? evenly(((touched.placed ?? count) - count) * STEP, STEP, count)
        : await positionsBefore(parent, before, count, session);
    return positions.map((position) => ({ ancestors, position }));
  }

  /** Between the sibling and the one in front of it; where that is too narrow, all siblings move apart. */
  async function positionsBefore(parent: number, before: number, count: number, session: ClientSession): Promise<number[]> {
    const sibling = await nodes.findOne({ _id: before, parent, ...living }, { session, projection: { position: 1 } });
    if (!sibling) throw unknownSibling(before);
    const { position: upper = 0 } = sibling;
    const [previous] = await nodes
      .find(
        { parent, $or: [{ position: { $lt: upper } }, { position: upper, _id: { $lt: before } }] },
        { session, projection: { position: 1 } },
      )
      .sort({ position: -1, _id: -1 })
      .limit(1)
      .toArray();
    const lower = previous?.position ?? 0;
    const step = Math.floor((upper - lower) / (count + 1));
    return step > 0 ? evenly(lower, step, count) : moveApart(parent, before, count, session);
  }

  /** Numbers all siblings anew, with room for so many before one of them. Their versions stay: nothing of themselves has changed. */
  async function moveApart(parent: number, before: number, count: number, session: ClientSession): Promise<number[]> {
    const siblings = await nodes
      .find({ parent }, { session, projection: { _id: 1 } })
      .sort({ position: 1, _id: 1 })
      .toArray();
    const index = siblings.findIndex(({ _id }) => _id === before);
    await nodes.bulkWrite(
      siblings.map(({ _id }, at) => ({
        updateOne: { filter: { _id }, update: { $set: { position: (at + 1 + (at < index ? 0 : count)) * STEP } } },
      })),
      { session, ordered: false },
    );
    await nodes.updateOne({ _id: parent }, { $max: { placed: siblings.length + count } }, { session });
    return evenly(index * STEP, STEP, count);
  }

  return {
    room,

    async place({ _id, parent }, session, before) {
      if (before === _id) throw unknownSibling(before);
      const [place] = await room(parent, 1, session, before);
      if (!place) throw new Error('Room for one task is one place.');
      const { ancestors, position } = place;
      if (ancestors.includes(_id)) throw invalid('PARENT_CYCLE', 'A task cannot be a part of itself.', 'task.parent');
      await nodes.updateOne({ _id }, { $set: { ancestors: [...ancestors], position } }, { session });
      const below = { $slice: ['$ancestors', { $indexOfArray: ['$ancestors', _id] }, MOST_LEVELS] };
      await nodes.updateMany({ ancestors: _id }, [{ $set: { ancestors: { $concatArrays: [ancestors, below] } } }], { session });
      return place;
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
            projection: {
              parent: 1,
              status: 1,
              deadline: 1,
              estimateSeconds: 1,
              spentSeconds: 1,
              'checklist.done': 1,
              ancestors: 1,
            },
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

/** Throws where a task below all of these would stand too deep. */
function requireDepth(ancestors: readonly number[]): void {
  if (ancestors.length > MOST_LEVELS)
    throw invalid('SUBTASKS_TOO_DEEP', `Subtasks go ${MOST_LEVELS} levels deep at most.`, 'task.parent');
}

/** Gives the subtasks of a new task their places, one after another; `ancestors` ends with that task. */
export function placesBelow(ancestors: readonly number[]): () => Place {
  let position = 0;
  return () => {
    requireDepth(ancestors);
    position += STEP;
    return { ancestors, position };
  };
}

const evenly = (after: number, step: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => after + (index + 1) * step);

const unknownSibling = (before: number) =>
  invalid('UNKNOWN_SIBLING', `There is no task ${before} beside which it could stand.`, 'before');
