import type { Stored } from '../../kit/events.js';
import type { Task } from './task.js';

/** What a deadline is told of: that it comes, that it has passed, that it passed long ago. */
export type ReminderKind = 'due_soon' | 'overdue' | 'escalated';

export type Reminder = Stored<number> & {
  readonly task: number;
  readonly kind: ReminderKind;
  readonly deadline: Date;
  /** For what is due soon: how long before. 0 for the rest. */
  readonly leadMinutes: number;
  readonly title: string;
  readonly creator: string;
  readonly assignee: string;
  readonly coExecutors: readonly string[];
  readonly createdAt: Date;
};

/** How long before a deadline it is told, for each to choose one of them. */
export const leadsMinutes = [15, 60, 180, 1440] as const;

/** The deadlines after `after` up to `until` are to be told of. */
export type Window = Pick<Reminder, 'kind' | 'leadMinutes'> & { after: Date; until: Date };

const minutesLater = (moment: Date, minutes: number): Date => new Date(moment.getTime() + minutes * 60_000);

/**
 * Which deadlines have become worth telling between two moments. Windows of moments that follow on one another do so as
 * well, so each deadline is in one window of each sort, however long the time between. A deadline that has passed already is not said to come.
 */
export function windowsBetween(from: Date, to: Date, escalationHours: number): Window[] {
  const soon = leadsMinutes.map((lead): Window => {
    const after = minutesLater(from, lead);
    return { kind: 'due_soon', leadMinutes: lead, after: after > to ? after : to, until: minutesLater(to, lead) };
  });
  const later = -60 * escalationHours;
  return [
    ...soon,
    { kind: 'overdue', leadMinutes: 0, after: from, until: to },
    ...(escalationHours > 0
      ? [{ kind: 'escalated' as const, leadMinutes: 0, after: minutesLater(from, later), until: minutesLater(to, later) }]
      : []),
  ];
}

/** What is told of a task at a moment. */
export const reminderOf = (
  { _id, title, creator, assignee, coExecutors }: Task,
  deadline: Date,
  { kind, leadMinutes }: Pick<Window, 'kind' | 'leadMinutes'>,
  now: Date,
): Omit<Reminder, '_id' | 'version' | 'changedAt'> => ({
  task: _id,
  kind,
  deadline,
  leadMinutes,
  title,
  creator,
  assignee,
  coExecutors,
  createdAt: now,
});
