import { createHash } from 'node:crypto';
import type { NewTask, Task as TaskMessage, TaskChange, TaskChangeResult } from '../../gen/atrium/tasks/v1/tasks.js';
import { mayAny } from '../../kit/ability.js';
import type { Alongside } from '../../kit/aggregate.js';
import type { Context } from '../../kit/context.js';
import type { Directory } from '../../kit/directory.js';
import { denied, invalid, Refusal } from '../../kit/errors.js';
import { maskOf } from '../../kit/field-mask.js';
import type { Store } from '../../kit/store.js';
import { contentOf } from './content.js';
import { type Content, create, move, type Task, update } from './task.js';
import { namesIn } from './task-names.js';
import { living, type Tasks, underived } from './task-store.js';
import { type Place, placesBelow, type Tree } from './tree.js';

type Parts = { store: Store; tasks: Tasks; tree: Tree; directory: Directory; nextTask(): Promise<number> };
type Change = { task?: TaskMessage | undefined; updateMask?: string[] | undefined };

/** How many tasks of a request are changed at the same time. */
const AT_ONCE = 8;

/** Writes what people write of tasks: one, or many at once. */
export function taskWriter({ store, tasks, tree, directory, nextTask }: Parts) {
  const names = namesIn(directory);

  /** The people and departments a task names must be known here, and its parent visible to who names it. */
  async function checkNames(context: Context, content: Partial<Content>): Promise<void> {
    names.ofTask(context.actor, content);
    if (content.parent) await requireParent(context, content.parent, 'task.parent');
  }

  async function requireParent(context: Context, id: number, field: string): Promise<void> {
    const parent = await tasks.get(context, id, { where: living }).catch(() => undefined);
    if (!parent) throw invalid('UNKNOWN_PARENT', `There is no task ${id}.`, field);
  }

  /** A task that gets another place goes there, with all below it, in the same write; `put` is the task there. */
  function placing(isDue: (task: Task) => boolean, before?: number): { alongside: Alongside<Task>; put: (task: Task) => Task } {
    let placed: { task: Task; place: Place } | undefined;
    return {
      alongside: {
        write: async (task, session) => {
          if (isDue(task)) placed = { task, place: await tree.place(task, session, before) };
        },
      },
      // Where the request was carried out before, the task is as it was read, and not what was written here.
      put: (task) => (placed?.task === task ? { ...task, ...placed.place } : task),
    };
  }

  async function change(context: Context, { task, updateMask }: Change): Promise<Task> {
    if (!task) throw invalid('TASK_REQUIRED', 'Say what to change.', 'task');
    const wanted = maskOf(updateMask, contentOf(task), 'task');
    await checkNames(context, wanted);
    let parent = 0;
    const changed = (state: Task): Task => {
      parent = state.parent;
      return update(state, wanted, context);
    };
    const { alongside, put } = placing((after) => after.parent !== parent);
    return put(await tasks.change(context, task.id, changed, 'updated', alongside));
  }

  return {
    async create(context: Context, message: TaskMessage | undefined): Promise<Task> {
      requireCreator(context);
      const content = contentOf(message);
      await checkNames(context, content);
      const state = { ...create(content, await nextTask(), context), ...underived };
      const { alongside, put } = placing(({ parent }) => parent !== 0);
      return put(await tasks.create(context, state, alongside));
    },

    change,

    async move(context: Context, { id, parent, before }: { id: number; parent: number; before: number }): Promise<Task> {
      if (parent) await requireParent(context, parent, 'parent');
      const { alongside, put } = placing(() => true, before);
      return put(await tasks.change(context, id, (task) => move(task, parent, context), 'moved', alongside));
    },

    /** All of them, or none; each below one that stands in front of it, or below its own parent, before a sibling or at the end. */
    async createAll(context: Context, requests: readonly NewTask[], before: number): Promise<Task[]> {
      requireCreator(context);
      const contents = requests.map(contentOfNew);
      for (const content of contents) names.ofTask(context.actor, content);
      const parents = countOf(
        requests.flatMap(({ parentIndex }, index) => (parentIndex > 0 ? [] : [contents[index]?.parent ?? 0])),
      );
      for (const parent of parents.keys()) if (parent) await requireParent(context, parent, 'requests');
      const parts = countOf(requests.map(({ parentIndex }) => parentIndex));
      const ids: number[] = [];
      for (const _ of requests) ids.push(await nextTask());

      return store.transaction(context, async (session) => {
        const places = new Map<number, () => Place | undefined>();
        for (const [parent, count] of parents) {
          const room = await tree.room(parent, count, session, before);
          places.set(parent, () => room.shift());
        }
        const created: Task[] = [];
        for (const [index, content] of contents.entries()) {
          const id = ids[index] ?? 0;
          const parent = ids[(requests[index]?.parentIndex ?? 0) - 1] ?? content.parent;
          const place = places.get(parent)?.();
          if (!place) throw new Error('There is a place for each task.');
          places.set(id, placesBelow([...place.ancestors, id]));
          const placed = parts.get(index + 1);
          const state = { ...create({ ...content, parent }, id, context), ...underived, ...place, ...(placed && { placed }) };
          created.push(await tasks.create({ ...within(context, index), session }, state));
        }
        return created;
      });
    },

    /** Each by itself: one that is refused leaves the others changed. */
    async changeAll(
      context: Context,
      requests: readonly TaskChange[],
      shown: (tasks: readonly Task[]) => Promise<(task: Task) => TaskMessage>,
    ): Promise<TaskChangeResult[]> {
      if (new Set(requests.map(({ task }) => task?.id)).size < requests.length)
        throw invalid('TASK_TWICE', 'Name each task once.', 'requests');
      const outcomes: (Task | Refusal)[] = [];
      for (let from = 0; from < requests.length; from += AT_ONCE) {
        const some = requests.slice(from, from + AT_ONCE);
        outcomes.push(
          ...(await Promise.all(
            some.map((request, offset) =>
              outcomeOf(change({ ...within(context, from + offset), ...expecting(request) }, request)),
            ),
          )),
        );
      }
      const message = await shown(outcomes.flatMap((outcome) => (outcome instanceof Refusal ? [] : [outcome])));
      return outcomes.map((outcome) =>
        outcome instanceof Refusal ? { task: undefined, error: errorOf(outcome) } : { task: message(outcome), error: undefined },
      );
    },
  };
}

function contentOfNew({ task, parentIndex }: NewTask, index: number): Content {
  if (parentIndex > index)
    throw invalid(
      'UNKNOWN_PARENT_INDEX',
      `No task stands at ${parentIndex} in front of this one.`,
      `requests[${index}].parent_index`,
    );
  return contentOf(task);
}

/** How often each number is there. */
function countOf(numbers: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

function requireCreator({ actor }: Context): void {
  if (!mayAny(actor, 'create', 'tasks')) throw denied('create');
}

/** For one of the many writes of a request: repeating the request repeats each of them, under an id of its own. */
const within = (context: Context, index: number): Context => ({
  ...context,
  expectedVersion: undefined,
  requestId: context.requestId && createHash('sha256').update(`${context.requestId} ${index}`).digest('base64url'),
});

const expecting = ({ expectedVersion }: TaskChange): Pick<Context, 'expectedVersion'> => ({
  expectedVersion: expectedVersion > 0 ? expectedVersion : undefined,
});

/** What was done, or why it was refused; what failed for another reason fails the request, which can be repeated. */
async function outcomeOf(work: Promise<Task>): Promise<Task | Refusal> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const errorOf = ({ code, reason, message }: Refusal) => ({ code, reason, message });
