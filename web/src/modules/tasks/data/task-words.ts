import type { Priority, Task, TaskStatus } from '../../../api/types';
import { dayOf } from '../../../kit/time/zone';

/** The statuses by the names that filters and texts use, in the order of the board. */
export const statuses = ['new', 'pending', 'in_progress', 'awaiting_acceptance', 'declined', 'deferred', 'completed'] as const;
export type Status = (typeof statuses)[number];

/** Work that somebody has still to do, to accept or to decide upon. */
export const openStatuses: readonly Status[] = ['new', 'pending', 'in_progress', 'awaiting_acceptance', 'declined'];

/** Whether these are just the open ones, which nobody has picked one by one. */
export const areOpen = (chosen: readonly Status[]): boolean =>
  chosen.length === openStatuses.length && openStatuses.every((status) => chosen.includes(status));

export const priorities = ['high', 'medium', 'low'] as const;
export type PriorityName = (typeof priorities)[number];

const statusNames: Record<TaskStatus, Status> = {
  TASK_STATUS_UNSPECIFIED: 'pending',
  TASK_STATUS_NEW: 'new',
  TASK_STATUS_PENDING: 'pending',
  TASK_STATUS_IN_PROGRESS: 'in_progress',
  TASK_STATUS_AWAITING_ACCEPTANCE: 'awaiting_acceptance',
  TASK_STATUS_COMPLETED: 'completed',
  TASK_STATUS_DEFERRED: 'deferred',
  TASK_STATUS_DECLINED: 'declined',
};

const wireStatuses: Record<Status, TaskStatus> = {
  new: 'TASK_STATUS_NEW',
  pending: 'TASK_STATUS_PENDING',
  in_progress: 'TASK_STATUS_IN_PROGRESS',
  awaiting_acceptance: 'TASK_STATUS_AWAITING_ACCEPTANCE',
  completed: 'TASK_STATUS_COMPLETED',
  deferred: 'TASK_STATUS_DEFERRED',
  declined: 'TASK_STATUS_DECLINED',
};

const priorityNames: Record<Priority, PriorityName> = {
  PRIORITY_UNSPECIFIED: 'medium',
  PRIORITY_LOW: 'low',
  PRIORITY_MEDIUM: 'medium',
  PRIORITY_HIGH: 'high',
};

const wirePriorities: Record<PriorityName, Priority> = { low: 'PRIORITY_LOW', medium: 'PRIORITY_MEDIUM', high: 'PRIORITY_HIGH' };

export const statusOf = (task: Pick<Task, 'status'>): Status => statusNames[task.status];
export const toWireStatus = (status: Status): TaskStatus => wireStatuses[status];
export const priorityOf = (task: Pick<Task, 'priority'>): PriorityName => priorityNames[task.priority];
export const toWirePriority = (priority: PriorityName): Priority => wirePriorities[priority];

export const isStatus = (value: unknown): value is Status => statuses.some((status) => status === value);
export const isPriority = (value: unknown): value is PriorityName => priorities.some((priority) => priority === value);

/** How urgent a deadline is. What is reported done waits for somebody else, and what is done for nobody. */
export type Urgency = 'overdue' | 'today' | 'later' | 'none';

export function urgencyOf(task: Pick<Task, 'status' | 'deadline'>, now: Date, zone: string): Urgency {
  if (task.deadline === undefined) return 'none';
  const status = statusOf(task);
  if (status === 'completed' || status === 'awaiting_acceptance' || status === 'deferred') return 'later';
  if (new Date(task.deadline) < now) return 'overdue';
  return dayOf(task.deadline, zone) === dayOf(now, zone) ? 'today' : 'later';
}
