import { afterAll, beforeAll, expect, test } from 'vitest';
import { Task, TaskServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import type { Job } from '../../kit/jobs.js';
import type { Store } from '../../kit/store.js';
import { testProcess, type TestProcess } from '../../tests/process.js';
import type { Reminder } from './reminder.js';
import { tasks } from './service.js';

let process: TestProcess;
let job: Job;
let store: Store;

beforeAll(async () => {
  process = await testProcess([
    (chassis) => {
      const { store: real } = chassis;
      return tasks({
        ...chassis,
        store: (name) => {
          store = real(name);
          // The test fires it, at moments of its own.
          const keep = (each: Job) => {
            if (each.name === 'reminders') job = each;
            else store.job(each);
          };
          return { ...store, job: keep };
        },
      });
    },
  ]);
});
afterAll(() => process.stop());

const base = new Date('2031-05-05T06:00:00Z');
const minutes = (count: number): Date => new Date(base.getTime() + count * 60_000);
const fire = (now: Date, signal = new AbortController().signal) => job.run({ now, term: 1, signal });

async function set(deadline: Date | undefined): Promise<number> {
  const anna = await process.as(TaskServiceDefinition, 'anna');
  return (await anna.createTask({ task: Task.fromPartial({ title: 'Pay the rent', assignee: 'boris', deadline }) })).id;
}

/** What has been told of a task, in order. */
async function toldOf(task: number): Promise<string[]> {
  const told = await store.db.collection<Reminder>('reminders').find({ task }).sort({ _id: 1 }).toArray();
  return told.map(({ kind, leadMinutes }) => `${kind} ${leadMinutes}`);
}

test('a deadline is told of before, after and long after, once each, however the work is cut short', async () => {
  await fire(minutes(0));
  const due = await set(minutes(90));
  const done = await set(minutes(90));
  const never = await set(undefined);
  await fire(minutes(1));
  expect(await toldOf(due)).toEqual([]);

  await fire(minutes(31));
  expect(await toldOf(due)).toEqual(['due_soon 60']);
  const boris = await process.as(TaskServiceDefinition, 'boris');
  await boris.completeTask({ id: done });

  const stopped = AbortSignal.abort();
  await fire(minutes(95), stopped);
  await fire(minutes(95));
  await fire(minutes(95));
  expect(await toldOf(due)).toEqual(['due_soon 60', 'overdue 0']);

  // Whoever ran it before is not to be believed that it was told: it goes over the same time again.
  await store.collection('reminder_progress').updateOne({}, { $set: { at: minutes(40) } });
  await fire(minutes(96));
  expect(await toldOf(due)).toEqual(['due_soon 60', 'overdue 0']);

  await fire(minutes(90 + 24 * 60 + 1));
  expect(await toldOf(due)).toEqual(['due_soon 60', 'overdue 0', 'escalated 0']);
  expect(await toldOf(done)).toEqual(['due_soon 60']);
  expect(await toldOf(never)).toEqual([]);
});

test('a moved deadline is told of anew', async () => {
  const start = 10_000;
  await fire(minutes(start));
  const id = await set(minutes(start + 20));
  await fire(minutes(start + 6));
  expect(await toldOf(id)).toEqual(['due_soon 15']);
  const anna = await process.as(TaskServiceDefinition, 'anna');
  await anna.moveDeadline({ id, deadline: minutes(start + 120), text: '' });
  await fire(minutes(start + 61));
  expect(await toldOf(id)).toEqual(['due_soon 15', 'due_soon 60']);
});
