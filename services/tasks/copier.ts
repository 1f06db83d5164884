import type { Collection } from 'mongodb';
import type { CopyTaskRequest } from '../../gen/atrium/tasks/v1/copy.js';
import type { Context } from '../../kit/context.js';
import { type Directory, zoneOf } from '../../kit/directory.js';
import { allow } from './actions.js';
import type { Comment } from './comment.js';
import { copied, copyOrder, MOST_COMMENTS, MOST_TASKS, requireCopyable } from './copy.js';
import type { Task } from './task.js';
import { living, type Tasks, underived } from './task-store.js';
import { type Place, placesBelow, type Tree } from './tree.js';

type Parts = {
  tasks: Tasks;
  tree: Tree;
  comments: Collection<Comment>;
  directory: Directory;
  nextTask(): Promise<number>;
  nextComment(): Promise<number>;
};

/** Copies a task, in one transaction with all that is copied with it. */
export function copier({ tasks, tree, comments, directory, nextTask, nextComment }: Parts) {
  /** The subtasks at every level that the actor may see; one more than may be copied is enough to know that it is too many. */
  async function partsOf(context: Context, task: number): Promise<Task[]> {
    const found: Task[] = [];
    let pageToken = '';
    do {
      const page = await tasks.list(context, {
        pageSize: 500,
        pageToken,
        orderBy: 'id asc',
        where: { ancestors: task, ...living },
      });
      found.push(...page.items);
      pageToken = page.nextPageToken;
    } while (pageToken && found.length < MOST_TASKS);
    return found;
  }

  const isHere = (ref: string): boolean =>
    ref.startsWith('u:')
      ? directory.person(ref.slice(2))?.active === true
      : directory.department(Number(ref.slice(2))) !== undefined;

  async function commentsOf(ids: readonly number[]): Promise<Comment[]> {
    return comments
      .find({ task: { $in: [...ids] } })
      .sort({ task: 1, _id: 1 })
      .limit(MOST_COMMENTS + 1)
      .toArray();
  }

  return async (context: Context, request: CopyTaskRequest): Promise<Task> => {
    const root = await tasks.get(context, request.id, { where: living });
    allow(root, context.actor, 'copy');
    const below = copyOrder(root, request.subtasks ? await partsOf(context, root._id) : []);
    const said = request.comments ? await commentsOf([root._id, ...below.map(({ task }) => task._id)]) : [];
    requireCopyable(below.length + 1, said.length);

    // Numbered in the order of what they are copies of, which is the order of lists.
    const ids = new Map<number, number>();
    for (const id of [root._id, ...below.map(({ task }) => task._id).toSorted((one, other) => one - other)])
      ids.set(id, await nextTask());
    const idOf = (id: number): number => ids.get(id) ?? 0;
    const copiedComments: Comment[] = [];
    for (const { requestId: _, ...comment } of said)
      copiedComments.push({ ...comment, _id: await nextComment(), task: idOf(comment.task) });

    const surroundings = { isHere, zone: zoneOf(directory, context.actor.id) };
    const copyOf = (task: Task, parent: number, title = '') => {
      const id = idOf(task._id);
      const placed = below.filter(({ under }) => under === task._id).length;
      return {
        ...copied(task, request, { id, parent, title }, surroundings, context),
        ...underived,
        commentCount: copiedComments.filter((comment) => comment.task === id).length,
        ...(placed > 0 && { placed }),
      };
    };
    const parent =
      root.parent && (await tasks.get(context, root.parent, { where: living }).catch(() => undefined)) ? root.parent : 0;

    let place: Place | undefined;
    const copy = await tasks.create(context, copyOf(root, parent, request.title), {
      async write(task, session) {
        if (parent) place = await tree.place(task, session);
        const paths = new Map([[task._id, place?.ancestors ?? []]]);
        const rooms = new Map<number, () => Place>();
        const within = { ...context, session, requestId: undefined };
        for (const { task: part, under } of below) {
          const state = copyOf(part, idOf(under));
          const path = [...(paths.get(state.parent) ?? []), state.parent];
          paths.set(state._id, path);
          const nextPlace = rooms.get(state.parent) ?? placesBelow(path);
          rooms.set(state.parent, nextPlace);
          await tasks.create(within, { ...state, ...nextPlace() });
        }
        if (copiedComments.length > 0) await comments.insertMany(copiedComments, { session });
      },
    });
    return copy._id === idOf(root._id) ? { ...copy, ...place } : copy;
  };
}
