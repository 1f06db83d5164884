import type { Task, TaskInput } from '../../../api/types';

/** The fields that people write, by their names in the task. */
export const writtenFields = [
  'title',
  'description',
  'assignee',
  'coExecutors',
  'observers',
  'status',
  'deadline',
  'deadlineMovable',
  'plannedStart',
  'plannedEnd',
  'estimateSeconds',
  'priority',
  'tags',
  'parent',
  'acceptance',
  'completesWithSubtasks',
  'subtasksFirst',
  'deadlineFollowsSubtasks',
  'someday',
] as const;

export type WrittenField = (typeof writtenFields)[number];

/** The fields whose changes the history tells: what people write, and what they say by a verb. */
export const toldFields = [...writtenFields, 'rating', 'deadlineProposal'] as const;

export type ToldField = (typeof toldFields)[number];

export type Changes = readonly { readonly field: WrittenField; readonly before: unknown; readonly after: unknown }[];

/** What a person may write, all or some of it. */
export type TaskChange = Pick<TaskInput, Exclude<WrittenField, 'status'>>;

/** What differs between two states of a task. */
export const changedBetween = (before: Task, after: Task): Changes =>
  writtenFields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));

/** Whether a change writes what was changed otherwise. */
export const touchesSame = (changes: Changes, change: TaskChange): boolean => changes.some(({ field }) => field in change);

/** A task as it is after the change: null takes a time away. */
export const withChange = (task: Task, { deadline, plannedStart, plannedEnd, ...rest }: TaskChange): Task => ({
  ...task,
  ...rest,
  ...(deadline !== undefined && { deadline: deadline ?? undefined }),
  ...(plannedStart !== undefined && { plannedStart: plannedStart ?? undefined }),
  ...(plannedEnd !== undefined && { plannedEnd: plannedEnd ?? undefined }),
});
