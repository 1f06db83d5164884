import type { Awaited, Comment, CommentKind, Task } from '../../../api/types';
import type { Saying } from './saying';

/** What a task may wait for from those who direct it. */
export const awaitings = ['acceptance', 'reaction', 'deadline', 'decision'] as const;
export type Awaiting = (typeof awaitings)[number];

const names: Record<Awaited, Awaiting | undefined> = {
  AWAITED_UNSPECIFIED: undefined,
  AWAITED_ACCEPTANCE: 'acceptance',
  AWAITED_REACTION: 'reaction',
  AWAITED_DEADLINE: 'deadline',
  AWAITED_DECISION: 'decision',
};

export const awaitingOf = ({ awaited }: Pick<Task, 'awaited'>): Awaiting | undefined => names[awaited];

export const isAwaiting = (value: unknown): value is Awaiting => awaitings.some((awaiting) => awaiting === value);

export type Wait = { readonly awaiting: Awaiting; readonly since: string | undefined };

/** All that it waits for: a deadline that was asked for also while something else holds it up more. */
export function waitsOf(task: Pick<Task, 'awaited' | 'awaitedSince' | 'deadlineProposal'>): Wait[] {
  const awaiting = awaitingOf(task);
  const first = awaiting === undefined ? [] : [{ awaiting, since: task.awaitedSince }];
  if (awaiting === 'deadline' || task.deadlineProposal === undefined) return first;
  return [...first, { awaiting: 'deadline', since: task.deadlineProposal.proposedAt }];
}

type Settling = Saying | 'accept_deadline' | 'delegate';

/** What settles it, most likely first. */
export const settling: Record<Awaiting, readonly Settling[]> = {
  acceptance: ['accept', 'return'],
  reaction: ['react'],
  deadline: ['accept_deadline', 'refuse_deadline'],
  decision: ['delegate', 'return'],
};

const occasions: Partial<Record<Awaiting, CommentKind>> = {
  reaction: 'COMMENT_KIND_HANDOVER',
  decision: 'COMMENT_KIND_DECLINE',
};

/** The comment that it waits for an answer to. */
export const askedBy = (awaiting: Awaiting, comments: readonly Comment[]): Comment | undefined =>
  comments.findLast(({ kind }) => kind === occasions[awaiting]);
