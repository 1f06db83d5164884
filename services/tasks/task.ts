import { type Actor, isAdmin } from '../../kit/actor.js';
import { may } from '../../kit/ability.js';
import { denied, invalid } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';

export type Status = 'new' | 'pending' | 'in_progress' | 'awaiting_acceptance' | 'completed';

/** By weight, so that a list can be sorted by it. */
export const priorities = { low: 1, medium: 2, high: 3 } as const;
export type Priority = (typeof priorities)[keyof typeof priorities];

export type Task = Stored<number> & {
  readonly title: string;
  readonly description: string;
  readonly creator: string;
  readonly assignee: string;
  /** People "u:SUBJECT" or whole departments "d:ID". */
  readonly coExecutors: readonly string[];
  readonly observers: readonly string[];
  /** Creator, assignee, co-executors and observers: whose task it is in any way. */
  readonly participants: readonly string[];
  /** Who may see it by the rights matrix; see kit/ability.ts. */
  readonly readers: readonly string[];
  readonly status: Status;
  readonly deadline?: Date | undefined;
  /** The deadline as lists are ordered by it; see task-store.ts. */
  readonly deadlineOrder: Date;
  readonly priority: Priority;
  readonly tags: readonly string[];
  /** 0 where it stands alone. */
  readonly parent: number;
  /** Whether the creator accepts the result before the task is completed. */
  readonly acceptance: boolean;
  readonly createdAt: Date;
  readonly startedAt?: Date | undefined;
  readonly completedAt?: Date | undefined;
  readonly deletedAt?: Date | undefined;
  readonly commentCount: number;
};

/** What people write of a task. */
export type Content = Pick<
  Task,
  'title' | 'description' | 'assignee' | 'coExecutors' | 'observers' | 'deadline' | 'priority' | 'tags' | 'parent' | 'acceptance'
>;

export type Action =
  | 'update'
  | 'delegate'
  | 'see'
  | 'start'
  | 'pause'
  | 'complete'
  | 'accept'
  | 'return'
  | 'comment'
  | 'watch'
  | 'unwatch'
  | 'delete'
  | 'restore';

type Act = { actor: Actor; now: Date };

/**
 * What the actor may do with the task now. The same answer guards the call and draws the buttons.
 *
 * By their part in the task: the creator (and administrators, and whoever leads a department of somebody in it, within
 * what the rights matrix lets them change) directs it; the assignee and the co-executors work on it; everyone who sees
 * it may comment.
 */
export function actions(task: Task, actor: Actor): Action[] {
  const creator = task.creator === actor.id;
  const directs = creator || isAdmin(actor) || leads(task, actor);
  const assignee = task.assignee === actor.id;
  const works = assignee || task.coExecutors.some((ref) => actor.refs.includes(ref));
  const open = task.status === 'new' || task.status === 'pending' || task.status === 'in_progress';
  const mayDelete = directs && may(actor, 'delete', 'tasks', task);
  if (task.deletedAt) return mayDelete ? ['restore'] : [];
  return [
    ...when(directs && may(actor, 'change', 'tasks', task), 'update' as const),
    ...when(open && (directs || assignee), 'delegate' as const),
    ...when(assignee && task.status === 'new', 'see' as const),
    ...when(works && (task.status === 'new' || task.status === 'pending'), 'start' as const),
    ...when(works && task.status === 'in_progress', 'pause' as const),
    ...when(open && (directs || works), 'complete' as const),
    ...when(directs && task.status === 'awaiting_acceptance', 'accept' as const),
    ...when(directs && (task.status === 'awaiting_acceptance' || task.status === 'completed'), 'return' as const),
    'comment',
    task.observers.includes(`u:${actor.id}`) ? 'unwatch' : 'watch',
    ...when(mayDelete, 'delete' as const),
  ];
}

const when = <Value>(condition: boolean, value: Value): Value[] => (condition ? [value] : []);

/** Whether the actor leads a department of somebody who works on the task: their superior, seen from the task. */
const leads = (task: Task, actor: Actor): boolean =>
  task.readers.some((key) => key.startsWith('under:') && actor.leads.includes(Number(key.slice(6))));

function allow(task: Task, actor: Actor, action: Action): void {
  if (!actions(task, actor).includes(action)) throw denied(action);
}

/** A new task as its creator has written it. Whoever sets a task to themselves has seen it. */
export function create(
  content: Content,
  id: number,
  { actor, now }: Act,
): Omit<Task, 'version' | 'changedAt' | 'readers' | 'deadlineOrder'> {
  return withParticipants({
    ...checked(content),
    _id: id,
    creator: actor.id,
    status: content.assignee === actor.id ? 'pending' : 'new',
    createdAt: now,
    commentCount: 0,
  });
}

/** Changes what is named; the rest stays. A new assignee is a matter of `delegate`. */
export function update(task: Task, change: Partial<Content>, { actor }: Act): Task {
  allow(task, actor, 'update');
  const after = { ...task, ...checked({ ...task, ...change }) };
  if (after.parent === task._id) throw invalid('PARENT_CYCLE', 'A task cannot be a part of itself.', 'task.parent');
  return withParticipants(change.assignee && change.assignee !== task.assignee ? assigned(after, change.assignee) : after);
}

/** Passes the task on; who had it keeps watching. */
export function delegate(task: Task, assignee: string, { actor }: Act): Task {
  allow(task, actor, 'delegate');
  if (assignee === task.assignee) return task;
  return withParticipants(assigned({ ...task, observers: joined(task.observers, `u:${task.assignee}`) }, assignee));
}

const assigned = (task: Task, assignee: string): Task => ({
  ...task,
  assignee,
  status: task.creator === assignee ? 'pending' : 'new',
});

/** The assignee has looked at it. Looking again changes nothing. */
export function see(task: Task, { actor }: Act): Task {
  if (task.assignee === actor.id && task.status !== 'new') return task;
  allow(task, actor, 'see');
  return { ...task, status: 'pending' };
}

export function start(task: Task, { actor, now }: Act): Task {
  allow(task, actor, 'start');
  return { ...task, status: 'in_progress', startedAt: task.startedAt ?? now };
}

export function pause(task: Task, { actor }: Act): Task {
  allow(task, actor, 'pause');
  return { ...task, status: 'pending' };
}

/** The work is reported done; where the creator accepts results, the task waits for that, unless it is the creator who reports. */
export function complete(task: Task, { actor, now }: Act): Task {
  allow(task, actor, 'complete');
  const waits = task.acceptance && actor.id !== task.creator;
  return { ...task, status: waits ? 'awaiting_acceptance' : 'completed', completedAt: now };
}

export function accept(task: Task, { actor }: Act): Task {
  allow(task, actor, 'accept');
  return { ...task, status: 'completed' };
}

/** Back to work: what was reported done is not. */
export function giveBack(task: Task, { actor }: Act): Task {
  allow(task, actor, 'return');
  return { ...task, status: 'pending', completedAt: undefined };
}

/** A comment brings a completed task back to life. */
export function commented(task: Task, { actor }: Act): Task {
  allow(task, actor, 'comment');
  const reopened = task.status === 'completed';
  return {
    ...task,
    commentCount: task.commentCount + 1,
    ...(reopened && { status: 'pending' as const, completedAt: undefined }),
  };
}

/** Whoever sees the task may follow it. */
export function watch(task: Task, { actor }: Act): Task {
  if (task.observers.includes(`u:${actor.id}`)) return task;
  allow(task, actor, 'watch');
  return withParticipants({ ...task, observers: joined(task.observers, `u:${actor.id}`) });
}

export function unwatch(task: Task, { actor }: Act): Task {
  if (!task.observers.includes(`u:${actor.id}`)) return task;
  allow(task, actor, 'unwatch');
  return withParticipants({ ...task, observers: task.observers.filter((ref) => ref !== `u:${actor.id}`) });
}

export function remove(task: Task, { actor, now }: Act): Task {
  if (task.deletedAt) return task;
  allow(task, actor, 'delete');
  return { ...task, deletedAt: now };
}

export function restore(task: Task, { actor }: Act): Task {
  allow(task, actor, 'restore');
  return { ...task, deletedAt: undefined };
}

function checked<Written extends Content>(content: Written): Written {
  const title = content.title.trim();
  if (!title) throw invalid('TITLE_REQUIRED', 'A task needs a title.', 'task.title');
  if (!content.assignee) throw invalid('ASSIGNEE_REQUIRED', 'A task needs somebody who answers for it.', 'task.assignee');
  return { ...content, title };
}

/** The participants follow from the people of the task, whatever changed among them. */
function withParticipants<People extends Pick<Task, 'creator' | 'assignee' | 'coExecutors' | 'observers'>>(
  task: People,
): People & Pick<Task, 'participants'> {
  return { ...task, participants: joined([`u:${task.creator}`, `u:${task.assignee}`], ...task.coExecutors, ...task.observers) };
}

const joined = (refs: readonly string[], ...more: readonly string[]): string[] => [...new Set([...refs, ...more])];

/** The people mentioned in a text as `@{u:SUBJECT}`, each once, at most 50. */
export function mentions(text: string): string[] {
  return [...new Set([...text.matchAll(/@\{u:([A-Za-z0-9_.-]{1,64})\}/g)].map(([, user = '']) => user))].slice(0, 50);
}
