import {
  Awaited as WireAwaited,
  Priority as WirePriority,
  Task as TaskMessage,
  TaskEvent,
  type Comment as CommentMessage,
  RatingValue,
  TaskStatus,
} from '../../gen/atrium/tasks/v1/tasks.js';
import { accessible } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import type { Aggregate, EventMeta } from '../../kit/aggregate.js';
import type { Directory } from '../../kit/directory.js';
import { type Filterable, sameNames } from '../../kit/filter.js';
import type { Store } from '../../kit/store.js';
import { actions } from './actions.js';
import type { Rollup } from './rollup.js';
import { type Awaited, awaitedOf, priorities, type Rating, type Status, type Task } from './task.js';

export type Tasks = Aggregate<Task>;

export const wireStatus: Record<Status, TaskStatus> = {
  new: TaskStatus.TASK_STATUS_NEW,
  pending: TaskStatus.TASK_STATUS_PENDING,
  in_progress: TaskStatus.TASK_STATUS_IN_PROGRESS,
  awaiting_acceptance: TaskStatus.TASK_STATUS_AWAITING_ACCEPTANCE,
  completed: TaskStatus.TASK_STATUS_COMPLETED,
  deferred: TaskStatus.TASK_STATUS_DEFERRED,
  declined: TaskStatus.TASK_STATUS_DECLINED,
};

const wireAwaited: Record<Awaited, WireAwaited> = {
  acceptance: WireAwaited.AWAITED_ACCEPTANCE,
  reaction: WireAwaited.AWAITED_REACTION,
  deadline: WireAwaited.AWAITED_DEADLINE,
  decision: WireAwaited.AWAITED_DECISION,
};

const wireRating: Record<Rating['value'], RatingValue> = {
  positive: RatingValue.RATING_VALUE_POSITIVE,
  negative: RatingValue.RATING_VALUE_NEGATIVE,
};

/** Undefined where nothing is said. */
export function ratingOf(value: RatingValue): Rating['value'] | undefined {
  if (value === RatingValue.RATING_VALUE_POSITIVE) return 'positive';
  return value === RatingValue.RATING_VALUE_NEGATIVE ? 'negative' : undefined;
}

const wirePriority = { 1: WirePriority.PRIORITY_LOW, 2: WirePriority.PRIORITY_MEDIUM, 3: WirePriority.PRIORITY_HIGH };

/** Medium where nothing is said. */
export function priorityOf(priority: WirePriority): Task['priority'] {
  if (priority === WirePriority.PRIORITY_LOW) return priorities.low;
  return priority === WirePriority.PRIORITY_HIGH ? priorities.high : priorities.medium;
}

/** A task as the contract has it; what may be done with it, and where it stands in a tree, only where somebody asks. */
export const taskMessage = (task: Task, actor?: Actor, rollup?: Rollup): TaskMessage => ({
  id: task._id,
  version: task.version,
  title: task.title,
  description: task.description,
  creator: task.creator,
  assignee: task.assignee,
  coExecutors: [...task.coExecutors],
  observers: [...task.observers],
  status: wireStatus[task.status],
  deadline: task.deadline,
  priority: wirePriority[task.priority],
  tags: [...task.tags],
  parent: task.parent,
  acceptance: task.acceptance,
  createdAt: task.createdAt,
  changedAt: task.changedAt,
  startedAt: task.startedAt,
  completedAt: task.completedAt,
  deletedAt: task.deletedAt,
  commentCount: task.commentCount,
  allowedActions: actor ? actions(task, actor) : [],
  deadlineMovable: task.deadlineMovable ?? false,
  firstDeadline: task.firstDeadline,
  deadlineMoves: task.deadlineMoves ?? 0,
  deadlineProposal: task.deadlineProposal && {
    deadline: task.deadlineProposal.deadline,
    reason: task.deadlineProposal.reason,
    proposedBy: task.deadlineProposal.by,
    proposedAt: task.deadlineProposal.at,
  },
  plannedStart: task.plannedStart,
  plannedEnd: task.plannedEnd,
  estimateSeconds: task.estimateSeconds ?? 0,
  awaited: task.awaited ? wireAwaited[task.awaited] : WireAwaited.AWAITED_UNSPECIFIED,
  awaitedSince: task.awaitedSince,
  rating: task.rating && { value: wireRating[task.rating.value], ratedBy: task.rating.by, ratedAt: task.rating.at },
  returnCount: task.returns ?? 0,
  checklist: (task.checklist ?? []).map((item) => ({ ...item, doneBy: item.doneBy ?? '' })),
  completesWithSubtasks: task.completesWithSubtasks ?? false,
  subtasksFirst: task.subtasksFirst ?? false,
  deadlineFollowsSubtasks: task.deadlineFollowsSubtasks ?? false,
  rollup,
  // They change with what lies above, without a change of the task itself.
  ancestors: actor ? [...(task.ancestors ?? [])] : [],
  // So does what others write down of their time.
  spentSeconds: actor ? (task.spentSeconds ?? 0) : 0,
  position: actor ? (task.position ?? 0) : 0,
  // Which share is too much is not known here.
  explanationDue: false,
  someday: task.someday ?? false,
  reviewedAt: task.reviewedAt,
  part: task.part ?? 0,
  firstPart: task.firstPart ?? 0,
  previousPart: task.previousPart ?? 0,
  nextPart: task.nextPart ?? 0,
});

const filterable: Filterable = {
  id: { path: '_id', type: 'int' },
  title: { path: 'title', type: 'string' },
  status: { path: 'status', type: 'enum', values: sameNames(Object.keys(wireStatus)) },
  priority: { path: 'priority', type: 'enum', values: priorities },
  creator: { path: 'creator', type: 'string' },
  assignee: { path: 'assignee', type: 'string' },
  co_executors: { path: 'coExecutors', type: 'refs' },
  observers: { path: 'observers', type: 'refs' },
  participants: { path: 'participants', type: 'refs' },
  tags: { path: 'tags', type: 'refs' },
  parent: { path: 'parent', type: 'int' },
  ancestors: { path: 'ancestors', type: 'ids' },
  deadline: { path: 'deadline', type: 'time' },
  created_at: { path: 'createdAt', type: 'time' },
  changed_at: { path: 'changedAt', type: 'time' },
  completed_at: { path: 'completedAt', type: 'time' },
  planned_start: { path: 'plannedStart', type: 'time' },
  planned_end: { path: 'plannedEnd', type: 'time' },
  estimate_seconds: { path: 'estimateSeconds', type: 'int' },
  deadline_movable: { path: 'deadlineMovable', type: 'bool' },
  deadline_moves: { path: 'deadlineMoves', type: 'int' },
  awaited: { path: 'awaited', type: 'enum', values: sameNames(Object.keys(wireAwaited)) },
  awaited_since: { path: 'awaitedSince', type: 'time' },
  rating: { path: 'rating.value', type: 'enum', values: sameNames(Object.keys(wireRating)) },
  return_count: { path: 'returns', type: 'int' },
  someday: { path: 'someday', type: 'bool' },
  reviewed_at: { path: 'reviewedAt', type: 'time' },
  spent_seconds: { path: 'spentSeconds', type: 'int' },
  first_part: { path: 'firstPart', type: 'int' },
};

/** Where tasks without a deadline stand among those that have one: behind them. */
const noDeadline = new Date('9999-12-31T00:00:00Z');

/** What the store fills in; see `derive` below. */
export const underived = { readers: [], deadlineOrder: new Date(0) };

export const living = { deletedAt: { $exists: false } };

/** How tasks are stored, seen, found and told of. */
export const taskStore = (store: Store, directory: Directory): Tasks =>
  store.aggregate<Task, TaskMessage>({
    name: 'task',
    collection: 'tasks',
    type: 'atrium.tasks.v1.Task',
    codec: TaskMessage,
    message: taskMessage,
    eventType: 'atrium.tasks.v1.TaskEvent',
    event: (task, meta: EventMeta, comment: CommentMessage | undefined) => TaskEvent.encode({ ...meta, task, comment }).finish(),
    derive: (task) => ({
      ...task,
      ...awaitedOf(task),
      readers: directory.readers(task.participants),
      deadlineOrder: task.deadline ?? noDeadline,
    }),
    readable: (actor) => accessible(actor, 'read', 'tasks'),
    audience: (task) => [...task.participants],
    searchable: (task) => [task.title, task.description, ...task.tags, ...(task.checklist ?? []).map(({ text }) => text)],
    filterable,
    sortable: {
      deadline: { path: 'deadlineOrder' },
      priority: { path: 'priority' },
      created_at: { path: 'createdAt' },
      changed_at: { path: 'changedAt' },
      title: { path: 'title' },
      status: { path: 'status' },
      awaited_since: { path: 'awaitedSince' },
      reviewed_at: { path: 'reviewedAt' },
    },
    defaultOrder: 'changed_at desc',
    indexes: [
      { key: { readers: 1, changedAt: -1, _id: -1 } },
      { key: { readers: 1, deadlineOrder: 1, _id: 1 } },
      { key: { assignee: 1, status: 1, deadlineOrder: 1, _id: 1 } },
      { key: { creator: 1, status: 1, deadlineOrder: 1, _id: 1 } },
      { key: { changedAt: -1, _id: -1 } },
      { key: { deadlineOrder: 1, _id: 1 } },
      { key: { createdAt: 1, _id: 1 } },
      { key: { priority: 1, _id: 1 } },
      { key: { title: 1, _id: 1 } },
      { key: { status: 1, _id: 1 } },
      { key: { parent: 1, _id: 1 } },
      { key: { parent: 1, position: 1, _id: 1 } },
      { key: { ancestors: 1, _id: 1 } },
      { key: { assignee: 1, reviewedAt: 1, _id: 1 }, partialFilterExpression: { someday: true } },
      { key: { firstPart: 1, _id: 1 }, partialFilterExpression: { firstPart: { $exists: true } } },
      { key: { creator: 1, awaitedSince: 1, _id: 1 }, partialFilterExpression: { awaited: { $exists: true } } },
      { key: { assignee: 1, awaitedSince: 1, _id: 1 }, partialFilterExpression: { awaited: { $exists: true } } },
    ],
  });
