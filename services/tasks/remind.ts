import { systemActor } from '../../kit/actor.js';
import type { Job } from '../../kit/jobs.js';
import type { Store } from '../../kit/store.js';
import { type Reminder, reminderOf, type Window, windowsBetween } from './reminder.js';
import type { Reminders } from './reminder-store.js';
import type { Task } from './task.js';
import type { Tasks } from './task-store.js';

type Ground = { store: Store; tasks: Tasks; reminders: Reminders; nextReminder: () => Promise<number>; escalationHours: number };

/** Up to which moment deadlines have been told of. */
type Progress = { _id: 'deadlines'; at: Date };

const BATCH = 200;

const open = { status: { $in: ['new', 'pending', 'in_progress'] }, deletedAt: { $exists: false } };

/**
 * Once a minute: tells which deadlines come and which have passed since it last did. Where it is cut short it goes over the same
 * time again; a reminder that there is already is not made twice.
 */
export function reminders(ground: Ground): Job {
  const progress = ground.store.collection<Progress>('reminder_progress');
  return {
    name: 'reminders',
    every: 60_000,
    async run({ now, signal }) {
      const before = await progress.findOne({ _id: 'deadlines' });
      if (before && before.at >= now) return;
      const windows = before ? windowsBetween(before.at, now, ground.escalationHours) : [];
      for (const window of windows) await remind(ground, window, now, signal);
      if (signal.aborted) return;
      await progress.updateOne({ _id: 'deadlines' }, { $max: { at: now } }, { upsert: true });
    },
  };
}

async function remind(
  { store, tasks, reminders, nextReminder }: Ground,
  window: Window,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  const due = tasks.collection
    .find<Task & { deadline: Date }>({ ...open, deadlineOrder: { $gt: window.after, $lte: window.until } })
    .sort({ deadlineOrder: 1, _id: 1 })
    .batchSize(BATCH);

  async function tell(batch: readonly (Task & { deadline: Date })[]): Promise<void> {
    const wanted = batch.map((task) => reminderOf(task, task.deadline, window, now));
    await store.transaction({ signal }, async (session) => {
      const told = await toldOf(reminders, window, wanted, session);
      for (const reminder of wanted) {
        if (told.has(keyOf(reminder))) continue;
        const context = { actor: systemActor, now, automation: 'tasks/reminders', session };
        await reminders.create(context, { ...reminder, _id: await nextReminder() });
      }
    });
  }

  let batch: (Task & { deadline: Date })[] = [];
  for await (const task of due) {
    if (signal.aborted) return;
    batch.push(task);
    if (batch.length < BATCH) continue;
    await tell(batch);
    batch = [];
  }
  if (batch.length > 0) await tell(batch);
}

const keyOf = ({ task, deadline }: Pick<Reminder, 'task' | 'deadline'>): string => `${task} ${deadline.getTime()}`;

async function toldOf(
  { collection }: Reminders,
  { kind, leadMinutes }: Window,
  wanted: readonly Pick<Reminder, 'task'>[],
  session: Parameters<Parameters<Store['transaction']>[1]>[0],
): Promise<Set<string>> {
  const found = await collection
    .find<Pick<Reminder, 'task' | 'deadline'>>(
      { task: { $in: wanted.map(({ task }) => task) }, kind, leadMinutes },
      { session, projection: { task: 1, deadline: 1 } },
    )
    .toArray();
  return new Set(found.map(keyOf));
}
