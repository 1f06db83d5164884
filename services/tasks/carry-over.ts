import { refused } from '../../kit/errors.js';
import { type Act, actions, allow } from './actions.js';
import { inPlan } from './someday.js';
import { contentIn, create, helping, type Task } from './task.js';
import { reportedDone } from './work.js';

/** What is left of a task: by when, and how much where somebody says. */
export type Rest = { readonly deadline?: Date | undefined; readonly estimateSeconds?: number | undefined };

/** The part ends: it is done, whatever is left, and nobody has to accept it before the whole is. */
export function carriedOver(task: Task, next: number, { deadline }: Rest, act: Act): Task {
  allow(task, act.actor, 'carry_over');
  if (isLater(deadline, task.deadline) && !actions(task, act.actor).includes('move_deadline'))
    throw refused('DEADLINE_HARD', 'The deadline is not yours to move: ask for another one first.');
  return { ...reportedDone(task, false, act.now), part: task.part ?? 1, firstPart: task.firstPart ?? task._id, nextPart: next };
}

const isLater = (deadline: Date | undefined, than: Date | undefined): boolean =>
  than !== undefined && (deadline === undefined || deadline > than);

/** What is left of the part that has ended: a task of the same people in the same place, and set by the same person. What is ticked off stays behind. */
export function nextPart(ended: Task, id: number, { deadline, estimateSeconds }: Rest, now: Date): ReturnType<typeof create> {
  const content = { ...contentIn(ended), deadline, plannedStart: undefined, plannedEnd: undefined, ...(deadline && inPlan) };
  const next = create({ ...content, estimateSeconds: estimateSeconds ?? leftOf(ended) }, id, {
    actor: { id: ended.creator },
    now,
  });
  const left = (ended.checklist ?? []).filter((item) => !item.done || hasOpenBelow(ended, item.id));
  return {
    ...left.reduce((helped, { assignee }) => helping(helped, assignee), next),
    // Who works on it knows it.
    status: 'pending',
    part: (ended.part ?? 1) + 1,
    firstPart: ended.firstPart,
    previousPart: ended._id,
    ...(left.length > 0 && { checklist: left, lastChecklistItem: ended.lastChecklistItem }),
  };
}

/** Of the estimate, what has not been worked yet. */
const leftOf = ({ estimateSeconds = 0, spentSeconds = 0 }: Task): number => Math.max(0, estimateSeconds - spentSeconds);

function hasOpenBelow(task: Task, item: number): boolean {
  const below = (task.checklist ?? []).filter(({ parent }) => parent === item);
  return below.some(({ id, done }) => !done || hasOpenBelow(task, id));
}
