import { leadsWithin, may, mayAny } from '../../kit/ability.js';
import { type Actor, isAdmin } from '../../kit/actor.js';
import { denied, invalid } from '../../kit/errors.js';
import type { Task } from './task.js';

export type Action =
  | 'update'
  | 'delegate'
  | 'see'
  | 'start'
  | 'pause'
  | 'complete'
  | 'accept'
  | 'return'
  | 'defer'
  | 'resume'
  | 'decline'
  | 'hand_over'
  | 'react'
  | 'rate'
  | 'move_deadline'
  | 'propose_deadline'
  | 'accept_deadline'
  | 'refuse_deadline'
  | 'checklist'
  | 'comment'
  | 'copy'
  | 'carry_over'
  | 'review'
  | 'watch'
  | 'unwatch'
  | 'delete'
  | 'restore';

/** Who acts, and when. */
export type Act = { actor: Actor; now: Date };

/** The work is neither reported done nor laid aside. */
export const isOpen = ({ status }: Pick<Task, 'status'>): boolean =>
  status === 'new' || status === 'pending' || status === 'in_progress';

/**
 * What the actor may do with the task now. The same answer guards the call and draws the buttons.
 *
 * By their part in the task: the creator (and administrators, and whoever leads a department of somebody in it, within
 * what the rights matrix lets them change) directs it; the assignee and the co-executors work on it; everyone who sees
 * it may comment. Nobody directs what another has set them because they lead the department they are in themselves.
 */
export function actions(task: Task, actor: Actor): Action[] {
  const { status } = task;
  const { directs, assignee, works } = partOf(task, actor);
  const mayDelete = directs && may(actor, 'delete', 'tasks', task);
  if (task.deletedAt) return mayDelete ? ['restore'] : [];
  const open = isOpen(task);
  // What was carried over goes on as its next part.
  const isReported = status === 'awaiting_acceptance' || (status === 'completed' && !task.nextPart);
  const changes = directs && may(actor, 'change', 'tasks', task);
  const movesDeadline = status !== 'completed' && (changes || (assignee && open && task.deadlineMovable === true));
  return [
    ...when(changes, 'update' as const),
    ...when((open && (directs || assignee)) || (status === 'declined' && directs), 'delegate' as const),
    ...when(assignee && status === 'new', 'see' as const),
    ...when(works && (status === 'new' || status === 'pending'), 'start' as const),
    ...when(works && status === 'in_progress', 'pause' as const),
    ...when(open && (directs || works), 'complete' as const),
    ...when(directs && status === 'awaiting_acceptance', 'accept' as const),
    ...when(directs && (isReported || status === 'declined'), 'return' as const),
    ...when(open && (directs || assignee), 'defer' as const),
    ...when(status === 'deferred' && (directs || works), 'resume' as const),
    ...when(open && assignee && !directs, 'decline' as const),
    ...when(open && works && !directs && !task.handover, 'hand_over' as const),
    ...when(directs && task.handover !== undefined, 'react' as const),
    ...when(directs && status === 'completed' && !assignee, 'rate' as const),
    ...when(movesDeadline, 'move_deadline' as const),
    ...when(open && works && !movesDeadline, 'propose_deadline' as const),
    ...when(changes && task.deadlineProposal !== undefined, 'accept_deadline' as const),
    ...when(changes && task.deadlineProposal !== undefined, 'refuse_deadline' as const),
    ...when((changes && status !== 'completed') || (works && open), 'checklist' as const),
    'comment',
    ...when(mayAny(actor, 'create', 'tasks'), 'copy' as const),
    ...when(open && (directs || assignee), 'carry_over' as const),
    ...when(open && task.someday === true && (changes || works), 'review' as const),
    task.observers.includes(`u:${actor.id}`) ? 'unwatch' : 'watch',
    ...when(mayDelete, 'delete' as const),
  ];
}

const when = <Value>(condition: boolean, value: Value): Value[] => (condition ? [value] : []);

/** Which parts the actor has in the task. */
export function partOf(task: Task, actor: Actor): { directs: boolean; assignee: boolean; works: boolean } {
  const assignee = task.assignee === actor.id;
  return {
    directs: task.creator === actor.id || isAdmin(actor) || (leadsWithin(actor, task) && !assignee),
    assignee,
    works: assignee || task.coExecutors.some((ref) => actor.refs.includes(ref)),
  };
}

/** Throws where the actor may not do it now. */
export function allow(task: Task, actor: Actor, action: Action): void {
  if (!actions(task, actor).includes(action)) throw denied(action);
}

export function requireText(text: string, wanted: string): void {
  if (!text) throw invalid('COMMENT_REQUIRED', wanted, 'text');
}
