import type { Collection } from 'mongodb';
import type { Task as TaskMessage, TaskServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import type { Alongside } from '../../kit/aggregate.js';
import type { Directory } from '../../kit/directory.js';
import { invalid, notFound } from '../../kit/errors.js';
import { maskOf } from '../../kit/field-mask.js';
import type { Implementation, ServiceContext } from '../../kit/grpc-server.js';
import type { Store } from '../../kit/store.js';
import { carriedOver, nextPart } from './carry-over.js';
import { addItem, moveItem, removeItem, updateItem } from './checklist.js';
import { type Comment, commentMessage, listComments, type Occasion } from './comment.js';
import { copier } from './copier.js';
import { acceptDeadline, moveDeadline, proposeDeadline, refuseDeadline } from './deadline.js';
import { delegate, mentions, remove, restore, type Task, unwatch, watch } from './task.js';
import { review } from './someday.js';
import { isOverrun, requireExplanation } from './spent.js';
import { namesIn } from './task-names.js';
import { ratingOf, type Tasks, taskMessage, underived } from './task-store.js';
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
import { taskWriter } from './writer.js';

type Parts = {
  store: Store;
  overrunPercent: number;
  tasks: Tasks;
  tree: Tree;
  comments: Collection<Comment>;
  directory: Directory;
  nextTask(): Promise<number>;
  nextComment(): Promise<number>;
};

export const taskApi = ({
  store,
  overrunPercent,
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
    return (task) => ({
      ...taskMessage(task, context.actor, rollups.get(task._id)),
      explanationDue: isOverrun(task, overrunPercent),
    });
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
      alongside?: NonNullable<Alongside<Task>['write']>,
    ) =>
    async (request: Request, context: ServiceContext): Promise<TaskMessage> => {
      const text = request.text.trim();
      const ruled = (task: Task) => rule(task, { ...request, text }, context);
      if (!text) return verb(context, request.id, ruled, action, { write: alongside });
      const comment = await commentOf(context, request.id, text, occasion);
      return verb(context, request.id, (task) => counting(ruled(task), comment), action, alongWith(comment, alongside));
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

  /** The task with the comment counted, where one is made. */
  const counting = (task: Task, comment: Comment | undefined): Task =>
    comment ? { ...task, commentCount: task.commentCount + 1 } : task;

  const alongWith = (comment: Comment, alongside?: Alongside<Task>['write']): Alongside<Task> => ({
    extra: () => commentMessage(comment),
    write: async (task, session) => {
      await alongside?.(task, session);
      await comments.insertOne(comment, { session });
    },
  });

  /** Where a task is completed only after its subtasks. */
  const afterSubtasks: NonNullable<Alongside<Task>['write']> = async (task, session) => {
    if (task.subtasksFirst && task.placed) await tree.requireCompleted(task._id, session);
  };

  const writer = taskWriter({ store, tasks, tree, directory, nextTask });
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
      return answer(context, await writer.create(context, task));
    },

    async batchCreateTasks({ requests, before }, context) {
      const created = await writer.createAll(context, requests, before);
      return { tasks: created.map(await shown(context, created)) };
    },

    async copyTask(request, context) {
      return answer(context, await copy(context, request));
    },

    async carryOverTask({ id, text, ...rest }, context) {
      const next = await nextTask();
      const said = text.trim();
      const comment = said ? await commentOf(context, id, said, 'carry_over') : undefined;
      const ended = await tasks.change(
        context,
        id,
        (task) => counting(carriedOver(task, next, rest, context), comment),
        'carried_over',
        {
          ...(comment && { extra: () => commentMessage(comment) }),
          async write(task, session) {
            if (task.placed) await tree.requireCompleted(id, session);
            if (comment) await comments.insertOne(comment, { session });
            const part = { ...nextPart(task, next, rest, context.now), ...underived };
            await tasks.create({ ...context, session, requestId: undefined }, part);
            if (task.parent) await tree.place(part, session);
          },
        },
      );
      return answer(context, await tasks.get(context, ended.nextPart ?? 0));
    },

    async updateTask(request, context) {
      return answer(context, await writer.change(context, request));
    },

    async batchUpdateTasks({ requests }, context) {
      return { results: await writer.changeAll(context, requests, (changed) => shown(context, changed)) };
    },

    async moveTask(request, context) {
      return answer(context, await writer.move(context, request));
    },

    async delegateTask({ id, assignee }, context) {
      names.person(context.actor, assignee, 'assignee');
      return verb(context, id, (task) => delegate(task, assignee, context), 'delegated');
    },

    reviewTask: ({ id }, context) => verb(context, id, review, 'reviewed'),
    seeTask: ({ id }, context) => verb(context, id, see, 'seen'),
    startTask: ({ id }, context) => verb(context, id, start, 'started'),
    pauseTask: ({ id }, context) => verb(context, id, pause, 'paused'),
    completeTask: saying(
      'completion',
      'completed',
      (task, { text }, act) => {
        const completed = complete(task, act);
        requireExplanation(task, text, overrunPercent);
        return completed;
      },
      afterSubtasks,
    ),
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
        (before, after) => (before.status === after.status ? 'commented' : 'reopened'),
        alongWith(comment),
      );
      if (!requestId) return commentMessage(comment);
      const stored = await comments.findOne({ author: actor.id, requestId });
      if (!stored) throw notFound('comment', comment._id);
      return commentMessage(stored);
    },
  };
};
