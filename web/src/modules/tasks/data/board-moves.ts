import type { Task } from '../../../api/types';
import { type Status, statuses, statusOf } from './task-words';

/** What the server can do with a task that puts it into another status. */
export type Verb = 'see' | 'start' | 'pause' | 'complete' | 'accept' | 'return' | 'defer' | 'resume';

/** Which verb moves a task from one column to another; the server decides whether it may. */
const verbs: Record<Status, Partial<Record<Status, Verb>>> = {
  new: { pending: 'see', in_progress: 'start', completed: 'complete', deferred: 'defer' },
  pending: { in_progress: 'start', completed: 'complete', deferred: 'defer' },
  in_progress: { pending: 'pause', completed: 'complete', deferred: 'defer' },
  awaiting_acceptance: { pending: 'return', completed: 'accept' },
  completed: { pending: 'return' },
  deferred: { pending: 'resume' },
  declined: { pending: 'return' },
};

/** The verb that would bring the task there, if the person may use it. */
export function moveTo(task: Pick<Task, 'status' | 'allowedActions'>, target: Status): Verb | undefined {
  const verb = verbs[statusOf(task)][target];
  return verb !== undefined && task.allowedActions.includes(verb) ? verb : undefined;
}

/** Where the person may move the task now. */
export const moves = (task: Pick<Task, 'status' | 'allowedActions'>): { readonly target: Status; readonly verb: Verb }[] =>
  statuses.flatMap((target) => {
    const verb = moveTo(task, target);
    return verb === undefined ? [] : [{ target, verb }];
  });

type Moved = Pick<Task, 'acceptance' | 'creator' | 'status'>;

/** The status to expect after a verb, to be shown until the server has answered. */
export function statusAfter(task: Moved, verb: Verb, me: string): Status {
  switch (verb) {
    case 'start':
      return 'in_progress';
    case 'accept':
      return 'completed';
    case 'complete':
      return task.acceptance && task.creator !== me ? 'awaiting_acceptance' : 'completed';
    case 'defer':
      return 'deferred';
    case 'resume':
    case 'see':
    case 'pause':
    case 'return':
      return 'pending';
  }
}
