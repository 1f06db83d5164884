import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommentKind, Task, TaskServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import { TimeEntry } from '../../gen/atrium/time/v1/time_entry.js';
import { randomOf } from '../../kit/random.js';
import { until } from '../../tests/process.js';
import { type TimeProcess, timeProcess } from '../../tests/time.js';
import { countedOf, differences, type SpentEntry } from './spent.js';

/** The versions of some entries, one after another. */
const histories = fc.array(
  fc.array(
    fc.record({
      task: fc.integer({ min: 1, max: 4 }),
      seconds: fc.nat(10_000),
      action: fc.constantFrom('stopped', 'updated', 'deleted'),
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  ),
  { maxLength: 8 },
);

test('in whatever order, and however often, the events of entries come, each task is left with what its entries say in the end', () => {
  fc.assert(
    fc.property(histories, fc.nat(), (all, seed) => {
      const events = all.flatMap((versions, entry) =>
        versions.map(({ action, task, seconds }, index) =>
          countedOf(action, TimeEntry.fromPartial({ id: entry + 1, version: index + 1, task, seconds })),
        ),
      );
      const come = randomOf(seed).shuffled([...events, ...events]);
      const known = new Map<number, SpentEntry>();
      const spent = new Map<number, number>();
      for (const event of come) {
        const before = known.get(event._id);
        if (before && before.version >= event.version) continue;
        known.set(event._id, event);
        for (const [task, seconds] of differences(before, event)) spent.set(task, (spent.get(task) ?? 0) + seconds);
      }
      for (const task of [1, 2, 3, 4]) {
        const last = all
          .flatMap((versions) => versions.at(-1) ?? [])
          .filter((entry) => entry.task === task && entry.action !== 'deleted');
        expect(spent.get(task) ?? 0).toBe(last.reduce((sum, { seconds }) => sum + seconds, 0));
      }
    }),
  );
});

let tested: TimeProcess;
beforeAll(async () => {
  tested = await timeProcess();
});
afterAll(() => tested.process.stop());

test('what people write down for a task, and take back, is on the task and in what its subtasks come to', async () => {
  const anna = await tested.process.as(TaskServiceDefinition, 'anna');
  const { entries } = await tested.person('anna');
  const set = async (change: Partial<Task>) =>
    (await anna.createTask({ task: Task.fromPartial({ title: 'Offer', assignee: 'anna', estimateSeconds: 7_200, ...change }) }))
      .id;
  const root = await set({});
  const part = await set({ parent: root });
  const hoursAgo = (hours: number) => new Date(Math.floor(Date.now() / 1_000) * 1_000 - hours * 3_600_000);
  const spent = (id: number, seconds: number) =>
    until(`${seconds} s are spent on task ${id}`, async () => (await anna.getTask({ id })).spentSeconds === seconds);

  const write = (task: number, from: number, to: number) =>
    entries.createTimeEntry({ entry: { task, from: hoursAgo(from), to: hoursAgo(to), comment: 'Worked' } });
  const first = await write(part, 5, 4);
  await write(part, 4, 3.5);
  await write(root, 3, 2.75);
  await spent(part, 5_400);
  await spent(root, 900);
  const { version, rollup } = await anna.getTask({ id: root });
  expect(rollup).toMatchObject({ spentSeconds: 5_400 });
  // Nobody has changed the task.
  expect(version).toBe(1);

  await entries.updateTimeEntry({
    entry: { id: first.id, task: root, comment: 'For the whole' },
    updateMask: ['task', 'comment'],
  });
  await spent(part, 1_800);
  await spent(root, 4_500);
  await entries.deleteTimeEntry({ id: first.id });
  await spent(root, 900);
  const { tasks: dear } = await anna.listTasks({ filter: `spent_seconds > 1000 && ${root} in ancestors` });
  expect(dear.map(({ id }) => id)).toEqual([part]);

  // An hour and a half was thought of, and two were worked.
  const long = await set({ estimateSeconds: 5_400 });
  await write(long, 9, 7);
  await spent(long, 7_200);
  await expect(anna.getTask({ id: long })).resolves.toMatchObject({ explanationDue: true });
  await expect(anna.completeTask({ id: long, text: ' ' })).rejects.toMatchObject({ reason: 'EXPLANATION_REQUIRED' });
  await anna.completeTask({ id: long, text: 'The client changed the list twice' });
  const { comments } = await anna.listComments({ task: long });
  expect(comments).toMatchObject([{ text: 'The client changed the list twice', kind: CommentKind.COMMENT_KIND_COMPLETION }]);

  const next = await anna.carryOverTask({ id: part });
  expect(next).toMatchObject({ spentSeconds: 0, estimateSeconds: 5_400 });
});
