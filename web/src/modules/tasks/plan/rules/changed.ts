import type { Task } from '../../../../api/types';
import { addDays, clockTime, instantOf } from '../../../../kit/time/zone';
import type { TaskChange } from '../../data/changes';
import { timeColumns, type WrittenColumn, writtenColumns } from './columns';

/** The fields of a change that the plan has columns for. */
export const columnsOf = (change: TaskChange): WrittenColumn[] => writtenColumns.filter((column) => change[column] !== undefined);

/** One cell of a task, as the change that would write it. */
function cellOf(task: Task, column: WrittenColumn): TaskChange {
  return { [column]: task[column] ?? null };
}

/** What the task holds of these fields, as the change that would put it back. */
export const fieldsOf = (task: Task, columns: readonly WrittenColumn[]): TaskChange =>
  together(columns.map((column) => cellOf(task, column)));

/** Several changes as one. */
export const together = (changes: readonly TaskChange[]): TaskChange =>
  changes.reduce((some, more) => ({ ...some, ...more }), {});

/** Times are the same however many zeros follow the seconds. */
const comparable = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-.*Z$/u.test(value) ? Date.parse(value) : JSON.stringify(value ?? null);

/** Whether the task holds just that. */
export const holds = (task: Task, change: TaskChange): boolean =>
  columnsOf(change).every((column) => comparable(task[column]) === comparable(change[column]));

/** The columns in which the change differs from what the task holds. */
export function differing(task: Task, change: TaskChange): TaskChange {
  const columns = columnsOf(change).filter((column) => comparable(task[column]) !== comparable(change[column]));
  return together(columns.map((column) => ({ [column]: change[column] })));
}

/** All times of the task so many days later, at the same time of the day. */
export function shifted(task: Task, days: number, zone: string): TaskChange {
  const later = (at: string) => {
    const clock = clockTime(at, zone);
    return instantOf(`${addDays(clock.slice(0, 10), days)}${clock.slice(10)}`, zone).toISOString();
  };
  return together(
    timeColumns.flatMap((column) => {
      const at = task[column];
      return at === undefined ? [] : [{ [column]: later(at) }];
    }),
  );
}
