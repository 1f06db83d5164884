import {
  Priority as WirePriority,
  Task as TaskMessage,
  TaskEvent,
  type Comment as CommentMessage,
  TaskStatus,
} from '../../gen/atrium/tasks/v1/tasks.js';
import { accessible } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import type { Aggregate, EventMeta } from '../../kit/aggregate.js';
import type { Directory } from '../../kit/directory.js';
import type { Filterable } from '../../kit/filter.js';
import type { Store } from '../../kit/store.js';
import { actions, priorities, type Status, type Task } from './task.js';

export type Tasks = Aggregate<Task>;

export const wireStatus: Record<Status, TaskStatus> = {
  new: TaskStatus.TASK_STATUS_NEW,
  pending: TaskStatus.TASK_STATUS_PENDING,
  in_progress: TaskStatus.TASK_STATUS_IN_PROGRESS,
  awaiting_acceptance: TaskStatus.TASK_STATUS_AWAITING_ACCEPTANCE,
  completed: TaskStatus.TASK_STATUS_COMPLETED,
};

const wirePriority = { 1: WirePriority.PRIORITY_LOW, 2: WirePriority.PRIORITY_MEDIUM, 3: WirePriority.PRIORITY_HIGH };

/** Medium where nothing is said. */
export function priorityOf(priority: WirePriority): Task['priority'] {
  if (priority === WirePriority.PRIORITY_LOW) return priorities.low;
  return priority === WirePriority.PRIORITY_HIGH ? priorities.high : priorities.medium;
}

/** A task as the contract has it; what may be done with it only where somebody asks. */
export const taskMessage = (task: Task, actor?: Actor): TaskMessage => ({
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
});

const filterable: Filterable = {
  id: { path: '_id', type: 'int' },
  title: { path: 'title', type: 'string' },
  status: { path: 'status', type: 'enum', values: Object.fromEntries(Object.keys(wireStatus).map((status) => [status, status])) },
  priority: { path: 'priority', type: 'enum', values: priorities },
  creator: { path: 'creator', type: 'string' },
  assignee: { path: 'assignee', type: 'string' },
  co_executors: { path: 'coExecutors', type: 'refs' },
  observers: { path: 'observers', type: 'refs' },
  participants: { path: 'participants', type: 'refs' },
  tags: { path: 'tags', type: 'refs' },
  parent: { path: 'parent', type: 'int' },
  deadline: { path: 'deadline', type: 'time' },
  created_at: { path: 'createdAt', type: 'time' },
  changed_at: { path: 'changedAt', type: 'time' },
  completed_at: { path: 'completedAt', type: 'time' },
};

/** Where tasks without a deadline stand among those that have one: behind them. */
const noDeadline = new Date('9999-12-31T00:00:00Z');

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
    derive: (task) => ({ ...task, readers: directory.readers(task.participants), deadlineOrder: task.deadline ?? noDeadline }),
    readable: (actor) => accessible(actor, 'read', 'tasks'),
    audience: (task) => [...task.participants],
    searchable: (task) => [task.title, task.description, ...task.tags],
    filterable,
    sortable: {
      deadline: { path: 'deadlineOrder' },
      priority: { path: 'priority' },
      created_at: { path: 'createdAt' },
      changed_at: { path: 'changedAt' },
      title: { path: 'title' },
      status: { path: 'status' },
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
    ],
  });
