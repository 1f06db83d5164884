import type { Actor } from '../../kit/actor.js';
import { invalid } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';
import { type Act, allow } from './actions.js';
import type { ChecklistItem } from './checklist.js';
import { type DeadlineProposal, withDeadline } from './deadline.js';
import { hasDates, inPlan, requireUndated, undated } from './someday.js';

export type Status = 'new' | 'pending' | 'in_progress' | 'awaiting_acceptance' | 'completed' | 'deferred' | 'declined';

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
  /** Whether the assignee may move the deadline, with a reason. */
  readonly deadlineMovable?: boolean | undefined;
  readonly firstDeadline?: Date | undefined;
  readonly deadlineMoves?: number | undefined;
  readonly deadlineProposal?: DeadlineProposal | undefined;
  readonly plannedStart?: Date | undefined;
  readonly plannedEnd?: Date | undefined;
  /** How much work it is thought to be; absent where nobody has said. */
  readonly estimateSeconds?: number | undefined;
  /** Kept for some day, without dates. */
  readonly someday?: boolean | undefined;
  /** When it was last looked at there. */
  readonly reviewedAt?: Date | undefined;
  /** The deadline as lists are ordered by it; see task-store.ts. */
  readonly deadlineOrder: Date;
  readonly priority: Priority;
  readonly tags: readonly string[];
  /** 0 where it stands alone. */
  readonly parent: number;
  /** The tasks it is a part of, from the outermost to its parent; see tree.ts. */
  readonly ancestors?: readonly number[] | undefined;
  /** By time entries; see spent.ts. */
  readonly spentSeconds?: number | undefined;
  /** Which part of a work that was carried over it is; see carry-over.ts. */
  readonly part?: number | undefined;
  readonly firstPart?: number | undefined;
  readonly previousPart?: number | undefined;
  readonly nextPart?: number | undefined;
  /** Where it stands among its siblings; see tree.ts. */
  readonly position?: number | undefined;
  /** How often something was put under it: without, it has no subtasks. */
  readonly placed?: number | undefined;
  readonly completesWithSubtasks?: boolean | undefined;
  readonly subtasksFirst?: boolean | undefined;
  readonly deadlineFollowsSubtasks?: boolean | undefined;
  readonly checklist?: readonly ChecklistItem[] | undefined;
  readonly lastChecklistItem?: number | undefined;
  /** Whether the creator accepts the result before the task is completed. */
  readonly acceptance: boolean;
  readonly createdAt: Date;
  readonly startedAt?: Date | undefined;
  readonly completedAt?: Date | undefined;
  readonly declinedAt?: Date | undefined;
  /** Who has handed over what there is so far, and since when the task waits for a reaction. */
  readonly handover?: { readonly by: string; readonly at: Date } | undefined;
  readonly rating?: Rating | undefined;
  /** How often it went back to work after it was reported done. */
  readonly returns?: number | undefined;
  /** What it waits for from those who direct it, and since when; see `awaitedOf`. */
  readonly awaited?: Awaited | undefined;
  readonly awaitedSince?: Date | undefined;
  readonly deletedAt?: Date | undefined;
  readonly commentCount: number;
};

export type Rating = { readonly value: 'positive' | 'negative'; readonly by: string; readonly at: Date };

export type Awaited = 'acceptance' | 'reaction' | 'deadline' | 'decision';

/** What people write of a task. */
export type Content = Pick<
  Task,
  | 'title'
  | 'description'
  | 'assignee'
  | 'coExecutors'
  | 'observers'
  | 'deadline'
  | 'deadlineMovable'
  | 'plannedStart'
  | 'plannedEnd'
  | 'estimateSeconds'
  | 'priority'
  | 'tags'
  | 'parent'
  | 'acceptance'
  | 'completesWithSubtasks'
  | 'subtasksFirst'
  | 'deadlineFollowsSubtasks'
  | 'someday'
>;

/** What people have written of a task, and nothing of what has become of it. */
export const contentIn = ({
  title,
  description,
  assignee,
  coExecutors,
  observers,
  deadline,
  deadlineMovable,
  plannedStart,
  plannedEnd,
  estimateSeconds,
  priority,
  tags,
  parent,
  acceptance,
  completesWithSubtasks,
  subtasksFirst,
  deadlineFollowsSubtasks,
  someday,
}: Content): Content => ({
  title,
  description,
  assignee,
  coExecutors,
  observers,
  deadline,
  deadlineMovable,
  plannedStart,
  plannedEnd,
  estimateSeconds,
  priority,
  tags,
  parent,
  acceptance,
  completesWithSubtasks,
  subtasksFirst,
  deadlineFollowsSubtasks,
  someday,
});

/** What the task waits for from those who direct it, and since when: first what holds up the most. */
export function awaitedOf(task: Task): Pick<Task, 'awaited' | 'awaitedSince'> {
  if (task.status === 'awaiting_acceptance') return { awaited: 'acceptance', awaitedSince: task.completedAt };
  if (task.status === 'declined') return { awaited: 'decision', awaitedSince: task.declinedAt };
  if (task.handover) return { awaited: 'reaction', awaitedSince: task.handover.at };
  if (task.deadlineProposal) return { awaited: 'deadline', awaitedSince: task.deadlineProposal.at };
  return { awaited: undefined, awaitedSince: undefined };
}

/** A new task as its creator has written it. Whoever sets a task to themselves has seen it. */
export function create(
  content: Content,
  id: number,
  { actor, now }: { actor: Pick<Actor, 'id'>; now: Date },
): Omit<Task, 'version' | 'changedAt' | 'readers' | 'deadlineOrder'> {
  return withParticipants({
    ...checked(content),
    ...(content.someday && { reviewedAt: now }),
    _id: id,
    creator: actor.id,
    status: content.assignee === actor.id ? 'pending' : 'new',
    firstDeadline: content.deadline,
    createdAt: now,
    commentCount: 0,
  });
}

/** Changes what is named; the rest stays. A new assignee is a matter of `delegate`. */
export function update(task: Task, change: Partial<Content>, { actor, now }: Act): Task {
  allow(task, actor, 'update');
  requireUndated(change);
  const { deadline, ...others } = change;
  const isPutOff = change.someday === true && !task.someday;
  const isPlanned = hasDates(change) || change.someday === false;
  const before = isPutOff ? { ...task, ...undated, reviewedAt: now } : task;
  const written = checked({ ...before, ...others, ...(isPlanned && inPlan) });
  const after = 'deadline' in change ? withDeadline(written, deadline) : written;
  return withParticipants(change.assignee && change.assignee !== task.assignee ? assigned(after, change.assignee) : after);
}

/** Puts the task under another parent, or elsewhere under the same one. */
export function move(task: Task, parent: number, { actor }: Act): Task {
  allow(task, actor, 'update');
  return { ...task, parent };
}

/** Whoever is given a part of the task helps with it, unless they take part already. */
export const helping = <Helped extends Pick<Task, 'creator' | 'assignee' | 'coExecutors' | 'observers' | 'participants'>>(
  task: Helped,
  user: string,
): Helped =>
  user === '' || task.participants.includes(`u:${user}`)
    ? task
    : withParticipants({ ...task, coExecutors: joined(task.coExecutors, `u:${user}`) });

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
  completedAt: undefined,
  declinedAt: undefined,
  handover: undefined,
  deadlineProposal: undefined,
});

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
  if (content.plannedStart && content.plannedEnd && content.plannedStart > content.plannedEnd)
    throw invalid('PLAN_ORDER', 'The planned end lies before the planned start.', 'task.planned_end');
  requireUndated(content);
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
