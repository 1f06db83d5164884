import { may } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import { denied, invalid } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';
import { notBefore, secondsBetween, wholeSecond } from './moment.js';
import type { Personal } from './superior.js';

/** From when to when somebody worked on a task. */
export type TimeEntry = Stored<number> &
  Personal & {
    readonly task: number;
    /** As it was when the entry was written. */
    readonly taskTitle: string;
    readonly from: Date;
    /** Absent while the timer runs. */
    readonly to?: Date | undefined;
    /** There exactly while the timer runs: a unique index lets a person have one. */
    readonly running?: true | undefined;
    readonly comment: string;
    readonly source: 'timer' | 'manual';
    readonly corrected: boolean;
    readonly createdAt: Date;
  };

export type NewEntry = Omit<TimeEntry, 'version' | 'changedAt' | 'participants' | 'readers'>;
export type EntryTask = Pick<TimeEntry, 'task' | 'taskTitle'>;
/** What people write of an entry. */
export type EntryContent = Pick<TimeEntry, 'task' | 'from' | 'to' | 'comment'>;

type Act = { actor: Actor; now: Date };

/** No stretch of work is longer: what is, was forgotten. */
const LONGEST_SECONDS = 24 * 3_600;

export const entryActions = (entry: TimeEntry, actor: Actor): ('update' | 'delete')[] => {
  const own = entry.person === actor.id;
  return [
    ...(own && may(actor, 'change', 'time', entry) ? ['update' as const] : []),
    ...(own && !entry.running && may(actor, 'delete', 'time', entry) ? ['delete' as const] : []),
  ];
};

export const secondsOf = ({ from, to }: Pick<TimeEntry, 'from' | 'to'>): number => (to ? secondsBetween(from, to) : 0);

/** The timer begins to run. */
export const timerEntry = (id: number, { task, taskTitle }: EntryTask, from: Date, { actor, now }: Act): NewEntry => ({
  _id: id,
  person: actor.id,
  task,
  taskTitle,
  from,
  running: true,
  comment: '',
  source: 'timer',
  corrected: false,
  createdAt: now,
});

/** The timer has stopped; not before it began. */
export function stopped(entry: TimeEntry, moment: Date): TimeEntry {
  if (!entry.running) return entry;
  const to = notBefore(moment, entry.from);
  return { ...entry, to, running: undefined };
}

/** An entry written by hand. */
export function manualEntry(id: number, content: EntryContent, task: EntryTask, { actor, now }: Act): NewEntry {
  requireComment(content.comment);
  return {
    _id: id,
    person: actor.id,
    ...task,
    ...checkedTimes(content, now),
    comment: content.comment.trim(),
    source: 'manual',
    corrected: false,
    createdAt: now,
  };
}

/** A correction by hand. While the timer runs, only the comment can be changed. */
export function corrected(entry: TimeEntry, change: Partial<EntryContent>, task: EntryTask, { actor, now }: Act): TimeEntry {
  if (!entryActions(entry, actor).includes('update')) throw denied('update');
  const comment = (change.comment ?? entry.comment).trim();
  const wanted = { ...entry, ...change };
  const moves =
    wanted.task !== entry.task ||
    wholeSecond(wanted.from).getTime() !== entry.from.getTime() ||
    (wanted.to && wholeSecond(wanted.to).getTime()) !== entry.to?.getTime();
  if (!moves) return comment === entry.comment ? entry : { ...entry, comment };
  if (entry.running) throw invalid('ENTRY_TIMES', 'Stop the timer before you change this entry.', 'entry.to');
  requireComment(comment);
  return { ...entry, ...task, ...checkedTimes(wanted, now), comment, corrected: true };
}

function requireComment(comment: string): void {
  if (!comment.trim()) throw invalid('COMMENT_REQUIRED', 'Say what this time was for.', 'entry.comment');
}

function checkedTimes({ from, to }: Pick<EntryContent, 'from' | 'to'>, now: Date): { from: Date; to: Date } {
  if (!to) throw invalid('ENTRY_TIMES', 'Say until when it was.', 'entry.to');
  const times = { from: wholeSecond(from), to: wholeSecond(to) };
  if (times.to > now) throw invalid('ENTRY_TIMES', 'It ended before now.', 'entry.to');
  const seconds = secondsBetween(times.from, times.to);
  if (seconds <= 0 || seconds > LONGEST_SECONDS)
    throw invalid('ENTRY_TIMES', 'It ended after it had begun, and within 24 hours.', 'entry.to');
  return times;
}
