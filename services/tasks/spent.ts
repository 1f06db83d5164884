import type { TimeEntry } from '../../gen/atrium/time/v1/time_entry.js';
import { TimeEntryEvent } from '../../gen/atrium/time/v1/time_entry.js';
import type { Consumer } from '../../kit/consumer.js';
import { refused } from '../../kit/errors.js';
import type { Store } from '../../kit/store.js';
import type { Task } from './task.js';

/** What of a time entry is counted, and up to which of its versions. */
export type SpentEntry = { readonly _id: number; readonly version: number; readonly task: number; readonly seconds: number };

/** What the entry counts after the event: nothing while its timer runs, or once it is gone. */
export function countedOf(action: string, { id, version, task, seconds }: TimeEntry): SpentEntry {
  return { _id: id, version, task, seconds: action === 'deleted' || action === 'discarded' ? 0 : seconds };
}

/** By how much the time spent on each task changes, where one version of an entry takes the place of another. */
export function differences(before: SpentEntry | undefined, after: SpentEntry): Map<number, number> {
  const changes = new Map([[after.task, after.seconds]]);
  if (before) changes.set(before.task, (changes.get(before.task) ?? 0) - before.seconds);
  return new Map([...changes].filter(([task, seconds]) => task !== 0 && seconds !== 0));
}

/** Whether the task has taken longer than its estimate, by more than that share; never where 0 is given. */
export const isOverrun = ({ estimateSeconds = 0, spentSeconds = 0 }: Task, percent: number): boolean =>
  percent > 0 && estimateSeconds > 0 && spentSeconds * 100 > estimateSeconds * (100 + percent);

/** Throws where it has, and nobody says why. */
export function requireExplanation(task: Task, text: string, percent: number): void {
  if (!text && isOverrun(task, percent))
    throw refused('EXPLANATION_REQUIRED', 'It took longer than it was thought to: say why.', {
      estimateSeconds: String(task.estimateSeconds),
      spentSeconds: String(task.spentSeconds),
    });
}

/**
 * Adds up on each task the time that people write down for it. Events of an entry may come again, and an older one after a
 * newer: what each entry counts is kept. It is no new version of the task, for nobody has changed it.
 */
export function countSpent(store: Store): Consumer {
  const entries = store.collection<SpentEntry>('spent_entries');
  const tasks = store.db.collection<{ _id: number; spentSeconds?: number }>('tasks');
  return {
    name: 'tasks.spent',
    store,
    services: ['time'],
    wants: ({ kind }) => kind === 'time_entry',
    async handle(event, session) {
      const { action, entry } = TimeEntryEvent.fromJSON(event.json());
      if (!entry) return;
      const counted = countedOf(action, entry);
      const before = await entries.findOne({ _id: counted._id }, { session });
      if (before && before.version >= counted.version) return;
      await entries.replaceOne({ _id: counted._id }, counted, { upsert: true, session });
      for (const [task, seconds] of differences(before ?? undefined, counted))
        await tasks.updateOne({ _id: task }, { $inc: { spentSeconds: seconds } }, { session });
    },
  };
}
