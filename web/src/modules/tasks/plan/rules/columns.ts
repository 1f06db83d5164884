import type { TaskChange } from '../../data/changes';

/** What can be written in the plan, by the names of the fields of a task. */
export const writtenColumns = [
  'title',
  'assignee',
  'deadline',
  'plannedStart',
  'plannedEnd',
  'estimateSeconds',
  'priority',
  'tags',
] as const satisfies readonly (keyof TaskChange)[];

export type WrittenColumn = (typeof writtenColumns)[number];

/** All columns, as they stand from left to right. */
export const planColumns = ['number', ...writtenColumns, 'status', 'progress', 'rolledEstimate'] as const;

export type PlanColumn = (typeof planColumns)[number];

export const isWritten = (column: PlanColumn): column is WrittenColumn => writtenColumns.some((one) => one === column);

/** The columns that hold times. */
export const timeColumns = ['deadline', 'plannedStart', 'plannedEnd'] as const satisfies readonly WrittenColumn[];

export type TimeColumn = (typeof timeColumns)[number];

export const isTime = (column: PlanColumn): column is TimeColumn => timeColumns.some((one) => one === column);
