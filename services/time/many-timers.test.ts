import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '../../kit/errors.js';
import type { TimeEntry } from './time-entry.js';
import { type TimeProcess, timeProcess } from '../../tests/time.js';

const PEOPLE = Array.from({ length: 25 }, (_, index) => `p${index}`);
const company = {
  departments: [{ id: 1, name: 'Company', parent: 0, head: '', deputies: [] }],
  people: PEOPLE.map((id) => ({ id, departments: [1] })),
};

let tested: TimeProcess;

beforeAll(async () => {
  tested = await timeProcess(company);
});
afterAll(() => tested.process.stop());

const entriesOf = (person: string): Promise<TimeEntry[]> =>
  tested.store.db.collection<TimeEntry>('time_entries').find({ person }).sort({ person: 1, from: 1, _id: 1 }).toArray();

const reasonOf = (error: unknown): string => (error instanceof Refusal ? error.reason : String(error));

/** None begins before the one before it has ended, and at most the last still runs. */
function expectApart(entries: readonly TimeEntry[]): void {
  for (const [index, entry] of entries.entries()) {
    const next = entries[index + 1];
    if (next) expect(entry.to?.getTime()).toBeLessThanOrEqual(next.from.getTime());
  }
}

test('several devices of one person at once: one timer runs, nothing overlaps, every second is counted once', async () => {
  const { clock, entries } = await tested.person('p0');
  const started = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000);
  await clock.startDay({ at: started });
  const tasks = [await tested.task('p0'), await tested.task('p0'), await tested.task('p0')];
  await clock.startTimer({ task: tasks[0] ?? 0, at: started });
  for (let round = 0; round < 4; round++) {
    const at = new Date(started.getTime() + (round + 1) * 300_000);
    // All say the same instant; whichever comes last has its timer running.
    const sent = await Promise.allSettled([
      ...tasks.map((task, index) => clock.startTimer({ task, at, requestId: `start-${round}-${index}` })),
      clock.startTimer({ task: tasks[0] ?? 0, at, requestId: `start-${round}-0` }),
      entries.createTimeEntry({
        entry: { task: tasks[1] ?? 0, from: at, to: new Date(at.getTime() + 60_000), comment: 'By hand, meanwhile' },
      }),
    ]);
    for (const each of sent)
      if (each.status === 'rejected') expect(['TIME_OVERLAPS', 'OUT_OF_ORDER']).toContain(reasonOf(each.reason));
  }
  const found = await entriesOf('p0');
  expectApart(found);
  expect(found.filter(({ running }) => running).length).toBeLessThanOrEqual(1);
  const end = new Date(started.getTime() + 1_800_000);
  await clock.endDay({ at: end });
  const after = await entriesOf('p0');
  expectApart(after);
  const counted = after.reduce((sum, { from, to }) => sum + ((to?.getTime() ?? Number.NaN) - from.getTime()) / 1_000, 0);
  expect(counted).toBeLessThanOrEqual(1_800);
  expect(after.every(({ running, to }) => !running && to)).toBe(true);
});

test('many people switch their timers at once: each has exactly the one they switched to', async () => {
  const at = new Date(Date.now() - 600_000);
  const people = await Promise.all(
    PEOPLE.slice(1).map(async (id) => {
      const { clock } = await tested.person(id);
      const [from, to] = [await tested.task(id), await tested.task(id)];
      await clock.startDay({ at });
      await clock.startTimer({ task: from, at });
      return { id, clock, to };
    }),
  );
  await Promise.all(people.map(({ clock, to }) => clock.startTimer({ task: to })));
  for (const { id, to } of people) {
    const entries = await entriesOf(id);
    expectApart(entries);
    expect(entries.map(({ task, running }) => running && task)).toEqual([undefined, to]);
    expect(entries[0]?.to).toEqual(entries[1]?.from);
  }
});
