import { invalid } from '../../kit/errors.js';
import { type Act, allow } from './actions.js';
import type { Content, Task } from './task.js';

/** What is kept for some day has no dates; that it had a deadline before is no move of it. */
export const undated = { deadline: undefined, plannedStart: undefined, plannedEnd: undefined };

/** What is planned is kept for some day no more. */
export const inPlan = { someday: undefined, reviewedAt: undefined };

export const hasDates = ({ deadline, plannedStart, plannedEnd }: Partial<Content>): boolean =>
  (deadline ?? plannedStart ?? plannedEnd) !== undefined;

export function requireUndated(content: Partial<Content>): void {
  if (content.someday && hasDates(content))
    throw invalid('SOMEDAY_DATES', 'What is kept for some day has no dates.', 'task.someday');
}

/** It has been looked at again, and stays. */
export function review(task: Task, { actor, now }: Act): Task {
  allow(task, actor, 'review');
  return { ...task, reviewedAt: now };
}
