import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { child } from '../tests/child.js';
import { mongoUri, testDatabase, type TestDatabase } from '../tests/database.js';
import { testLog as log } from '../tests/log.js';
import { until } from '../tests/process.js';
import { following, type Job, runJobs } from './jobs.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.db.dropDatabase();
});

type Firing = { process: string; now: Date; term: number };

/** A process whose jobs tell what they did. */
function process(firings: Firing[], job: Partial<Job> = {}) {
  const name = randomUUID();
  const note: Job['run'] = async ({ now, term }) => void firings.push({ process: name, now, term });
  const { leases, jobDocuments: documents } = database.store;
  const jobs = [{ name: 'digest', every: 50, run: note, ...job }];
  const running = runJobs({
    service: 'tasks',
    jobs,
    db: database.db,
    documents,
    leases,
    holder: name,
    log,
    retryMilliseconds: 50,
    leaseMilliseconds: 600,
  });
  void running.start?.();
  const stop = async () => running.stop?.();
  onTestFinished(stop);
  return { name, stop };
}

test('of two processes one runs each firing, and the other goes on when it stops', async () => {
  const firings: Firing[] = [];
  const processes = [process(firings), process(firings)];
  await until('some have run', () => firings.length >= 5);
  const [first] = firings;
  await processes.find(({ name }) => name === first?.process)?.stop();
  const before = firings.length;
  await until('the other runs them', () => firings.length >= before + 5);

  const times = firings.map(({ now }) => now.getTime());
  expect(new Set(times).size).toBe(times.length);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(firings.slice(0, before).map((firing) => firing.process)).size).toBe(1);
  expect(firings.at(-1)).toMatchObject({ term: 2 });
});

test('a process that was frozen beyond its lease while a firing was due goes on living, and leaves the firings to the other', async () => {
  const env = { URI: mongoUri(), DATABASE: database.name, MILLISECONDS: '600' };
  const frozen = await child(new URL('./jobs-process.testing.ts', import.meta.url), env);
  onTestFinished(frozen.end);
  await until('it runs firings', () => frozen.told.length >= 2);
  frozen.signal('SIGSTOP');
  const firings: Firing[] = [];
  process(firings);
  await until('the other runs them', () => firings.length >= 2);
  const before = frozen.told.length;
  frozen.signal('SIGCONT');
  frozen.send('Are you there?');
  await until('it answers', () => frozen.told.some((word) => JSON.stringify(word).includes('Are you there?')));
  expect(frozen.told.slice(before).filter((word) => JSON.stringify(word).includes('term'))).toEqual([]);
});

test('a step of the clock of the process, ahead or back, neither leaves a firing out nor brings one early', async () => {
  const firings: Firing[] = [];
  const began = Date.now();
  process(firings);
  onTestFinished(() => {
    vi.useRealTimers();
  });
  for (const hours of [2, -2]) {
    vi.useFakeTimers({ toFake: ['Date'], now: began + hours * 3_600_000 });
    const before = firings.length;
    await until(`it fires ${hours} hours away`, () => firings.length >= before + 5);
  }
  for (const { now } of firings) expect(Math.abs(now.getTime() - began)).toBeLessThan(3_600_000);
});

test('firings missed while nothing ran are made up by one, late', async () => {
  const missed = new Date(Date.now() - 3 * 3_600_000);
  await database.store.jobDocuments.insertOne({ _id: 'digest', next: missed, every: 3_600_000 });
  const firings: Firing[] = [];
  process(firings, { every: 3_600_000 });
  await until('it has run', () => firings.length > 0);
  await until(
    'the next is set',
    async () => ((await database.store.jobDocuments.findOne({ _id: 'digest' }))?.next ?? missed) > new Date(),
  );
  expect(firings.map(({ now }) => now)).toEqual([missed]);
});

test('a firing that fails runs again, as the same', async () => {
  const tried: Date[] = [];
  process([], {
    every: 100,
    run: async ({ now }) => {
      tried.push(now);
      if (tried.length < 3) throw new Error('Not yet.');
    },
  });
  await until('it went on', () => tried.length >= 4);
  expect(tried[1]).toEqual(tried[0]);
  expect(tried[2]).toEqual(tried[0]);
  expect(tried[3]).not.toEqual(tried[0]);
});

test('a job that is to fire at other times than before does so from its start on', async () => {
  const far = new Date(Date.now() + 86_400_000);
  await database.store.jobDocuments.insertOne({ _id: 'digest', next: far, every: 86_400_000 });
  const firings: Firing[] = [];
  process(firings);
  await until('it has run', () => firings.length > 0);
});

test('a job in hand is told of the stop and waited for; what it has not ended runs again elsewhere', async () => {
  const began: Date[] = [];
  let ended = false;
  const { stop } = process([], {
    run: async ({ now, signal }) => {
      began.push(now);
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
      ended = true;
    },
  });
  await until('it is in hand', () => began.length > 0);
  await stop();
  expect(ended).toBe(true);

  const firings: Firing[] = [];
  process(firings);
  await until('it has run elsewhere', () => firings.length > 0);
  expect(firings[0]?.now).toEqual(began[0]);
});

test('patterns are in UTC', () => {
  expect(following({ every: '0 8 * * 1' }, new Date('2026-03-01T10:00:00Z'))).toEqual(new Date('2026-03-02T08:00:00Z'));
  expect(() => following({ every: '0 0 30 2 *' }, new Date())).toThrow('never fires');
});
