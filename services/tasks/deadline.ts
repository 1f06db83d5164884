import { invalid } from '../../kit/errors.js';
import { type Act, allow, partOf, requireText } from './actions.js';
import { inPlan } from './someday.js';
import type { Task } from './task.js';

/** Another deadline that somebody who works on the task asks for. */
export type DeadlineProposal = {
  readonly deadline: Date;
  readonly reason: string;
  /** An OIDC subject. */
  readonly by: string;
  readonly at: Date;
};

/** The task with that deadline. Each move after the first setting is counted, and answers what was asked for. */
export function withDeadline<Dated extends Pick<Task, 'deadline' | 'firstDeadline' | 'deadlineMoves' | 'deadlineProposal'>>(
  task: Dated,
  deadline: Date | undefined,
): Dated {
  if (deadline?.getTime() === task.deadline?.getTime()) return task;
  return {
    ...task,
    ...(deadline && inPlan),
    deadline,
    firstDeadline: task.firstDeadline ?? deadline,
    ...(task.deadline && { deadlineMoves: (task.deadlineMoves ?? 0) + 1 }),
    deadlineProposal: undefined,
  };
}

type Move = { deadline?: Date | undefined; text: string };

/** Who directs the task moves its deadline as they see fit; an assignee who may says to when, and why. */
export function moveDeadline(task: Task, { deadline, text }: Move, { actor }: Act): Task {
  allow(task, actor, 'move_deadline');
  if (!partOf(task, actor).directs) {
    requireDeadline(deadline);
    requireText(text, 'Say why the deadline moves.');
  }
  return withDeadline(task, deadline);
}

export function proposeDeadline(task: Task, { deadline, text }: Move, { actor, now }: Act): Task {
  allow(task, actor, 'propose_deadline');
  requireText(text, 'Say why another deadline is needed.');
  return { ...task, deadlineProposal: { deadline: requireDeadline(deadline), reason: text, by: actor.id, at: now } };
}

function requireDeadline(deadline: Date | undefined): Date {
  if (!deadline) throw invalid('DEADLINE_REQUIRED', 'Say which deadline.', 'deadline');
  return deadline;
}

export function acceptDeadline(task: Task, { actor }: Act): Task {
  allow(task, actor, 'accept_deadline');
  return { ...withDeadline(task, task.deadlineProposal?.deadline), deadlineProposal: undefined };
}

export function refuseDeadline(task: Task, { actor }: Act): Task {
  allow(task, actor, 'refuse_deadline');
  return { ...task, deadlineProposal: undefined };
}
