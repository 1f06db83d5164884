import { refused } from '../../kit/errors.js';
import { addDays, dayOf, instantOf, minutesOfDay } from '../../kit/zone.js';
import type { Act } from './actions.js';
import { type Content, contentIn, create, helping, type Task } from './task.js';

/** What of a task its copy is to have. */
export type Wanted = {
  readonly checklists: boolean;
  readonly people: boolean;
  readonly dates: boolean;
  /** By how many days dates are later; the time of the day stays. */
  readonly shiftDays: number;
};

/** What a copy is made among: who still works here, and by which clocks days are counted. */
export type Surroundings = { readonly isHere: (ref: string) => boolean; readonly zone: string };

type Unstored = ReturnType<typeof create>;

export const MOST_TASKS = 1000;
export const MOST_COMMENTS = 2000;

/** Throws where a copy of so much would not be done in one go. */
export function requireCopyable(tasks: number, comments: number): void {
  if (tasks > MOST_TASKS || comments > MOST_COMMENTS)
    throw refused('COPY_TOO_LARGE', `A task is copied with at most ${MOST_TASKS - 1} subtasks and ${MOST_COMMENTS} comments.`);
}

/** A new task like another one; nothing of what has become of that one is in it. */
export function copied(
  task: Task,
  { checklists, people, dates, shiftDays }: Wanted,
  { id, parent, title }: { id: number; parent: number; title: string },
  { isHere, zone }: Surroundings,
  act: Act,
): Unstored {
  const moved = (date: Date | undefined) => (dates && date ? daysLater(date, shiftDays, zone) : undefined);
  const content: Content = {
    ...contentIn(task),
    title: title.trim() || task.title,
    assignee: people && isHere(`u:${task.assignee}`) ? task.assignee : act.actor.id,
    coExecutors: people ? task.coExecutors.filter(isHere) : [],
    observers: people ? task.observers.filter(isHere) : [],
    deadline: moved(task.deadline),
    plannedStart: moved(task.plannedStart),
    plannedEnd: moved(task.plannedEnd),
    parent,
  };
  const copy = create(content, id, act);
  const items = checklists ? (task.checklist ?? []) : [];
  if (items.length === 0) return copy;
  const checklist = items.map((item) => ({
    id: item.id,
    text: item.text,
    done: false,
    assignee: people && isHere(`u:${item.assignee}`) ? item.assignee : '',
    deadline: moved(item.deadline),
    parent: item.parent,
  }));
  return {
    ...checklist.reduce((helped, { assignee }) => helping(helped, assignee), copy),
    checklist,
    lastChecklistItem: task.lastChecklistItem,
  };
}

/** The same time of the day by the clocks of the zone, also where they were changed in between. */
export function daysLater(date: Date, days: number, zone: string): Date {
  if (days === 0) return date;
  const minute = Math.floor(date.getTime() / 60_000) * 60_000;
  const later = instantOf(addDays(dayOf(date, zone), days), minutesOfDay(new Date(minute), zone), zone);
  return new Date(later.getTime() + date.getTime() - minute);
}

/** What of a tree is copied, each task behind the one its copy stands below; that of a task one may not see stands below the next above it. */
export function copyOrder(root: Task, parts: readonly Task[]): { task: Task; under: number }[] {
  const seen = new Set([root._id, ...parts.map(({ _id }) => _id)]);
  const depth = ({ ancestors = [] }: Task) => ancestors.length;
  return parts
    .toSorted((one, other) => depth(one) - depth(other) || (one.position ?? 0) - (other.position ?? 0) || one._id - other._id)
    .map((task) => ({ task, under: task.ancestors?.findLast((id) => seen.has(id)) ?? root._id }));
}
