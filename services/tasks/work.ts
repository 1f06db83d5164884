import { type Act, allow, requireText } from './actions.js';
import { withDeadline } from './deadline.js';
import { inPlan } from './someday.js';
import type { Rating, Task } from './task.js';

/** What is said with it; it becomes a comment. */
export type Said = { text: string };

/** The assignee has looked at it. Looking again changes nothing. */
export function see(task: Task, { actor }: Act): Task {
  if (task.assignee === actor.id && task.status !== 'new') return task;
  allow(task, actor, 'see');
  return { ...task, status: 'pending' };
}

export function start(task: Task, { actor, now }: Act): Task {
  allow(task, actor, 'start');
  return { ...task, ...inPlan, status: 'in_progress', startedAt: task.startedAt ?? now };
}

export function pause(task: Task, { actor }: Act): Task {
  allow(task, actor, 'pause');
  return { ...task, status: 'pending' };
}

/** Nobody works on it now, so nothing that was asked on the way waits for an answer. */
const laidAside = (task: Task): Task => ({ ...task, handover: undefined, deadlineProposal: undefined });

export function defer(task: Task, { actor }: Act): Task {
  allow(task, actor, 'defer');
  return { ...laidAside(task), status: 'deferred' };
}

export function resume(task: Task, { actor }: Act): Task {
  allow(task, actor, 'resume');
  return { ...task, status: 'pending' };
}

/** The assignee does not take it; it waits for what the creator decides. */
export function decline(task: Task, { text }: Said, { actor, now }: Act): Task {
  allow(task, actor, 'decline');
  requireText(text, 'Say why the task is not taken.');
  return { ...laidAside(task), status: 'declined', declinedAt: now };
}

/** The work is reported done; where the creator accepts results, the task waits for that, unless it is the creator who reports. */
export function complete(task: Task, { actor, now }: Act): Task {
  allow(task, actor, 'complete');
  return reportedDone(task, task.acceptance && actor.id !== task.creator, now);
}

export const reportedDone = (task: Task, waits: boolean, now: Date): Task => ({
  ...laidAside(task),
  status: waits ? 'awaiting_acceptance' : 'completed',
  completedAt: now,
});

/** What is said of work that was done; a negative word is explained. */
export type Judgement = Said & { value: Rating['value'] | undefined };

export function accept(task: Task, judgement: Judgement, { actor, now }: Act): Task {
  allow(task, actor, 'accept');
  return rated({ ...task, status: 'completed' }, judgement, { actor, now });
}

export function rate(task: Task, judgement: Judgement, act: Act): Task {
  allow(task, act.actor, 'rate');
  return rated(task, judgement, act);
}

function rated(task: Task, { value, text }: Judgement, { actor, now }: Act): Task {
  if (!value) return task;
  if (value === 'negative') requireText(text, 'Say what was not done well.');
  return { ...task, rating: { value, by: actor.id, at: now } };
}

/** Back to work: what was reported done is not. A task that was declined comes back to whom it was set. */
export function giveBack(task: Task, { actor }: Act): Task {
  allow(task, actor, 'return');
  const again = { ...task, status: 'pending' as const, declinedAt: undefined };
  return task.status === 'declined' ? again : backToWork(again);
}

const backToWork = (task: Task): Task => ({
  ...task,
  status: 'pending',
  completedAt: undefined,
  rating: undefined,
  returns: (task.returns ?? 0) + 1,
});

/** A comment brings a completed task back to life, unless it goes on as its next part. */
export function commented(task: Task, { actor }: Act): Task {
  allow(task, actor, 'comment');
  const counted = { ...task, commentCount: task.commentCount + 1 };
  return task.status === 'completed' && !task.nextPart ? backToWork(counted) : counted;
}

/** What there is so far goes to the creator, whose reaction the task then waits for. */
export function handOver(task: Task, { text }: Said, { actor, now }: Act): Task {
  allow(task, actor, 'hand_over');
  requireText(text, 'Say what there is so far.');
  return { ...task, handover: { by: actor.id, at: now } };
}

/** The creator has answered; the task goes on, by another deadline where one is given. */
export function react(task: Task, { text, deadline }: Said & { deadline?: Date | undefined }, { actor }: Act): Task {
  allow(task, actor, 'react');
  requireText(text, 'Say what you think of it.');
  const answered = { ...task, handover: undefined };
  return deadline ? withDeadline(answered, deadline) : answered;
}
