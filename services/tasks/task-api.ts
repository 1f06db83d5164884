import type { Collection } from 'mongodb';
import type { Task as TaskMessage, TaskServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import { mayAny } from '../../kit/ability.js';
import type { Alongside } from '../../kit/aggregate.js';
import type { Directory } from '../../kit/directory.js';
import { denied, invalid, notFound } from '../../kit/errors.js';
import { maskOf } from '../../kit/field-mask.js';
import type { Implementation, ServiceContext } from '../../kit/grpc-server.js';
import { addItem, moveItem, removeItem, updateItem } from './checklist.js';
import { type Comment, commentMessage, listComments, type Occasion } from './comment.js';
import { copier } from './copier.js';
import { acceptDeadline, moveDeadline, proposeDeadline, refuseDeadline } from './deadline.js';
import { type Content, create, delegate, mentions, remove, restore, type Task, unwatch, update, watch } from './task.js';
import { namesIn } from './task-names.js';
import { living, priorityOf, ratingOf, type Tasks, taskMessage, underived } from './task-store.js';
import type { Tree } from './tree.js';
import {
  accept,
  commented,
  complete,
  decline,
  defer,
  giveBack,
  handOver,
  pause,
  rate,
  react,
  resume,
  see,
  start,
} from './work.js';

type Parts = {
  tasks: Tasks;
  tree: Tree;
  comments: Collection<Comment>;
  directory: Directory;
  nextTask(): Promise<number>;
  nextComment(): Promise<number>;
};

export const taskApi = ({
  tasks,
  tree,
  comments,
  directory,
  nextTask,
  nextComment,
}: Parts): Implementation<typeof TaskServiceDefinition> => {
  const names = namesIn(directory);

  /** How the reader is to have these tasks: with what the subtasks of each come to. */
  async function shown(context: ServiceContext, found: readonly Task[]): Promise<(task: Task) => TaskMessage> {
    const rollups = await tree.rollups(found, context.now);
    return (task) => taskMessage(task, context.actor, rollups.get(task._id));
  }

  const answer = async (context: ServiceContext, task: Task): Promise<TaskMessage> => (await shown(context, [task]))(task);

  /** Answers a verb: loads the task, applies the rule, stores, answers. */
  const verb = async (
    context: ServiceContext,
    id: number,
    rule: (task: Task, act: ServiceContext) => Task,
    action: string,
    alongside?: Alongside<Task>,
  ): Promise<TaskMessage> => answer(context, await tasks.change(context, id, (task) => rule(task, context), action, alongside));

  /** A verb by which something is said: it becomes a comment, in the same write. The rule is given it without blanks around it. */
  const saying =
    <Request extends { id: number; text: string }>(
      occasion: Occasion,
      action: string,
      rule: (task: Task, request: Request, act: ServiceContext) => Task,
    ) =>
    async (request: Request, context: ServiceContext): Promise<TaskMessage> => {
      const text = request.text.trim();
      const ruled = (task: Task) => rule(task, { ...request, text }, context);
      if (!text) return verb(context, request.id, ruled, action);
      const counted = (task: Task): Task => ({ ...ruled(task), commentCount: task.commentCount + 1 });
      return verb(context, request.id, counted, action, alongWith(await commentOf(context, request.id, text, occasion)));
    };

  async function commentOf(context: ServiceContext, task: number, text: string, occasion?: Occasion): Promise<Comment> {
    return {
      _id: await nextComment(),
      task,
      author: context.actor.id,
      text,
      mentions: mentions(text).filter((user) => directory.person(user)),
      createdAt: context.now,
      occasion,
      requestId: context.requestId,
    };
  }

  const alongWith = (comment: Comment): Alongside<Task> => ({
    extra: () => commentMessage(comment),
    write: async (_, session) => {
      await comments.insertOne(comment, { session });
    },
  });

  /** A task that gets another parent than it had goes there, with all below it, in the same write; `put` is the task there. */
  function placing(before: () => number): { alongside: Alongside<Task>; put: (task: Task) => Task } {
    let placed: { task: Task; ancestors: readonly number[] } | undefined;
    return {
      alongside: {
        write: async (task, session) => {
          if (task.parent !== before()) placed = { task, ancestors: await tree.place(task, session) };
        },
      },
      // Where the request was carried out before, the task is as it was read, and not what was written here.
      put: (task) => (placed?.task === task ? { ...task, ancestors: placed.ancestors } : task),
    };
  }

  /** Where a task is completed only after its subtasks. */
  const afterSubtasks: Alongside<Task> = {
    write: async (task, session) => {
      if (task.subtasksFirst && task.placed) await tree.requireCompleted(task._id, session);
    },
  };

  /** The people and departments a task names must be known here, and its parent visible to who names it. */
  async function checkNames(context: ServiceContext, content: Partial<Content>): Promise<void> {
    names.ofTask(context.actor, content);
    if (content.parent) {
      const parent = await tasks.get(context, content.parent, { where: living }).catch(() => undefined);
      if (!parent) throw invalid('UNKNOWN_PARENT', `There is no task ${content.parent}.`, 'task.parent');
    }
  }

  const copy = copier({ tasks, tree, comments, directory, nextTask, nextComment });

  const checklist = (context: ServiceContext, task: number, rule: (state: Task) => Task): Promise<TaskMessage> =>
    verb(context, task, rule, 'checklist_changed');

  return {
    async getTask({ id }, context) {
      return answer(context, await tasks.get(context, id));
    },

    async listTasks({ deleted, ...request }, context) {
      const page = await tasks.list(context, { ...request, where: { deletedAt: { $exists: deleted } } });
      return { tasks: page.items.map(await shown(context, page.items)), nextPageToken: page.nextPageToken };
    },

    async createTask({ task }, context) {
      if (!mayAny(context.actor, 'create', 'tasks')) throw denied('create');
      const content = contentOf(task);
      await checkNames(context, content);
      const state = { ...create(content, await nextTask(), context), ...underived };
      const { alongside, put } = placing(() => 0);
      return answer(context, put(await tasks.create(context, state, alongside)));
    },

    async copyTask(request, context) {
      return answer(context, await copy(context, request));
    },

    async updateTask({ task, updateMask }, context) {
      if (!task) throw invalid('TASK_REQUIRED', 'Say what to change.', 'task');
      const change = maskOf(updateMask, contentOf(task), 'task');
      await checkNames(context, change);
      if (change.parent === undefined) return verb(context, task.id, (state) => update(state, change, context), 'updated');
      let parent = 0;
      const moved = (state: Task): Task => {
        parent = state.parent;
        return update(state, change, context);
      };
      const { alongside, put } = placing(() => parent);
      return answer(context, put(await tasks.change(context, task.id, moved, 'updated', alongside)));
    },

    async delegateTask({ id, assignee }, context) {
      names.person(context.actor, assignee, 'assignee');
      return verb(context, id, (task) => delegate(task, assignee, context), 'delegated');
    },

    seeTask: ({ id }, context) => verb(context, id, see, 'seen'),
    startTask: ({ id }, context) => verb(context, id, start, 'started'),
    pauseTask: ({ id }, context) => verb(context, id, pause, 'paused'),
    completeTask: ({ id }, context) => verb(context, id, complete, 'completed', afterSubtasks),
    acceptTask: saying('rating', 'accepted', (task, { rating, text }, act) =>
      accept(task, { value: ratingOf(rating), text }, act),
    ),
    rateTask: saying('rating', 'rated', (task, { rating, text }, act) => rate(task, { value: ratingOf(rating), text }, act)),
    returnTask: saying('return', 'returned', (task, _, act) => giveBack(task, act)),
    deferTask: saying('deferral', 'deferred', (task, _, act) => defer(task, act)),
    resumeTask: ({ id }, context) => verb(context, id, resume, 'resumed'),
    declineTask: saying('decline', 'declined', decline),
    handOverTask: saying('handover', 'handed_over', handOver),
    reactToTask: saying('reaction', 'reacted', react),

    moveDeadline: saying('deadline', 'deadline_moved', moveDeadline),
    proposeDeadline: saying('deadline', 'deadline_proposed', proposeDeadline),
    acceptDeadline: ({ id }, context) => verb(context, id, acceptDeadline, 'deadline_accepted'),
    refuseDeadline: saying('deadline', 'deadline_refused', (task, _, act) => refuseDeadline(task, act)),

    async addChecklistItem({ task, text, assignee, deadline, parent, before }, context) {
      if (assignee) names.person(context.actor, assignee, 'assignee');
      return checklist(context, task, (state) => addItem(state, { text, assignee, deadline }, { parent, before }, context));
    },

    async updateChecklistItem({ task, item, updateMask }, context) {
      if (!item) throw invalid('TEXT_REQUIRED', 'Say what to change of the item.', 'item');
      const { id, text, done, assignee, deadline } = item;
      const change = maskOf(updateMask, { text, done, assignee, deadline }, 'item');
      if (change.assignee) names.person(context.actor, change.assignee, 'item.assignee');
      return checklist(context, task, (state) => updateItem(state, id, change, context));
    },

    moveChecklistItem: ({ task, id, parent, before }, context) =>
      checklist(context, task, (state) => moveItem(state, id, { parent, before }, context)),

    removeChecklistItem: ({ task, id }, context) => checklist(context, task, (state) => removeItem(state, id, context)),

    watchTask: ({ id }, context) => verb(context, id, watch, 'watched'),
    unwatchTask: ({ id }, context) => verb(context, id, unwatch, 'unwatched'),
    restoreTask: ({ id }, context) => verb(context, id, restore, 'restored'),

    async deleteTask({ id }, context) {
      await verb(context, id, remove, 'deleted');
      return {};
    },

    async listTaskHistory({ id, ...page }, context) {
      await tasks.get(context, id);
      return tasks.history(id, page);
    },

    async listComments({ task, ...page }, context) {
      await tasks.get(context, task);
      return listComments(comments, task, page);
    },

    async createComment({ task, text }, context) {
      const { actor, requestId } = context;
      const comment = await commentOf(context, task, text);
      await tasks.change(
        context,
        task,
        (state) => commented(state, context),
        (before) => (before.status === 'completed' ? 'reopened' : 'commented'),
        alongWith(comment),
      );
      if (!requestId) return commentMessage(comment);
      const stored = await comments.findOne({ author: actor.id, requestId });
      if (!stored) throw notFound('comment', comment._id);
      return commentMessage(stored);
    },
  };
};

/** What the request writes of a task, without what only the system sets. */
function contentOf(task: TaskMessage | undefined): Content {
  if (!task) throw invalid('TASK_REQUIRED', 'Say what the task is.', 'task');
  const { title, description, assignee, coExecutors, observers, deadline, priority, tags, parent, acceptance } = task;
  const { deadlineMovable, plannedStart, plannedEnd, estimateSeconds } = task;
  const { completesWithSubtasks, subtasksFirst, deadlineFollowsSubtasks } = task;
  return {
    title,
    description,
    assignee,
    coExecutors,
    observers,
    deadline,
    priority: priorityOf(priority),
    tags,
    parent,
    acceptance,
    deadlineMovable,
    plannedStart,
    plannedEnd,
    estimateSeconds,
    completesWithSubtasks,
    subtasksFirst,
    deadlineFollowsSubtasks,
  };
}
