import { randomUUID } from 'node:crypto';
import type { Collection } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../tests/database.js';
import { testLog as log } from '../tests/log.js';
import { until } from '../tests/process.js';
import { type Migration, type MigrationDocument, migrate, refusalOf } from './migrations.js';

type Thing = { _id: number; version: number; text: string; size?: number };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

/** Processes that start with these migrations on data of their own. */
function installation() {
  const name = randomUUID().slice(0, 8);
  const documents: Collection<MigrationDocument> = database.db.collection(`migrations_${name}`);
  const leases: TestDatabase['store']['leases'] = database.db.collection(`leases_${name}`);
  const things: Collection<Thing> = database.db.collection(`things_${name}`);
  const start = (...migrations: Migration[]) =>
    migrate({
      service: 'tasks',
      db: database.db,
      migrations,
      documents,
      leases,
      holder: randomUUID(),
      log,
      leaseMilliseconds: 1_000,
    });
  return { documents, things, start };
}

const migration = (version: number, run: Migration['run'], kind: Migration['kind'] = 'expand'): Migration => ({
  version,
  title: `Step ${version}`,
  kind,
  run,
});

/** Gives each thing the size of its text. */
const sizes = (collection: string, seen: (thing: Thing) => Promise<void> | void = () => {}): Migration['run'] => {
  return async ({ backfill }) => {
    await backfill<Thing>({
      collection,
      where: { size: { $exists: false } },
      batch: 100,
      change: (thing) => {
        void seen(thing);
        return { $set: { size: thing.text.length } };
      },
    });
  };
};

const some = (count: number): Thing[] =>
  Array.from({ length: count }, (_, index) => ({ _id: index, version: 1, text: 'x'.repeat(index % 7) }));

test('each runs once and in order, whatever starts how often', async () => {
  const { start, documents } = installation();
  const ran: number[] = [];
  const step = (version: number) =>
    migration(version, () => {
      ran.push(version);
      return Promise.resolve();
    });
  await Promise.all([start(step(1), step(2)), start(step(1), step(2)), start(step(1), step(2))]);
  await start(step(1), step(2), step(3));
  expect(ran).toEqual([1, 2, 3]);
  const done = await documents.find({ _id: { $gte: 0 } }, { sort: { _id: 1 } }).toArray();
  expect(done.map(({ _id, title, finishedAt }) => [_id, title, finishedAt instanceof Date])).toEqual(
    [1, 2, 3].map((version) => [version, `Step ${version}`, true]),
  );
});

test('one that fails stops the start in words, and the next start goes on from where it was', async () => {
  const { start, things } = installation();
  await things.insertMany(some(1_000));
  const failing = sizes(things.collectionName, ({ _id }) => {
    if (_id === 450) throw new Error('The text of 450 cannot be read.');
  });
  await expect(start(migration(1, failing))).rejects.toThrow(/Migration 1 of tasks \(Step 1\) failed.*450 cannot be read/);
  expect(await things.countDocuments({ _id: { $gte: 0 }, size: { $exists: true } })).toBe(400);

  const seen: number[] = [];
  await start(
    migration(
      1,
      sizes(things.collectionName, ({ _id }) => void seen.push(_id)),
    ),
  );
  expect([seen.length, Math.min(...seen)]).toEqual([600, 400]);
  expect(await things.countDocuments({ _id: { $gte: 0 }, size: { $exists: false } })).toBe(0);
});

test('what somebody writes between its reading and its writing is kept', async () => {
  const { start, things } = installation();
  await things.insertMany(some(300));
  const interfering: Promise<unknown>[] = [];
  const run: Migration['run'] = async ({ backfill }) => {
    await backfill<Thing>({
      collection: things.collectionName,
      where: { size: { $exists: false } },
      change: ({ _id, version, text }) => {
        // Once, as the program before would: it knows nothing of sizes.
        if (version === 1 && _id % 10 === 0)
          interfering.push(things.updateOne({ _id, version: 1 }, { $set: { text: 'changed', version: 2 } }));
        return { $set: { size: text.length } };
      },
    });
    await Promise.all(interfering);
  };
  await start(migration(1, run), migration(2, run, 'contract'));
  const all = await things.find({ _id: { $gte: 0 } }).toArray();
  expect(all.filter(({ text }) => text === 'changed')).toHaveLength(30);
  expect(all.every(({ size }) => size !== undefined)).toBe(true);
});

test('data that a newer version has changed for good is refused, what it has only added is not', async () => {
  const { start } = installation();
  const nothing = () => Promise.resolve();
  await start(migration(1, nothing), migration(2, nothing));
  await start(migration(1, nothing));
  await start(migration(1, nothing), migration(2, nothing), migration(3, nothing, 'contract'));
  await expect(start(migration(1, nothing), migration(2, nothing))).rejects.toThrow(
    /newer version of Atrium has changed the data of tasks for good \(migration 3: Step 3\)/,
  );
  expect(refusalOf('tasks', [{ _id: 3, title: 'Step 3', kind: 'contract' }], [])).toMatch(/restore the backup/);
});

test('half a million documents are changed while others read and write them, and no write is lost', async () => {
  const { start, things } = installation();
  const COUNT = 500_000;
  const part = COUNT / 10;
  for (let from = 0; from < COUNT; from += part)
    await database.db
      .aggregate([
        { $documents: { $map: { input: { $range: [from, from + part] }, in: { _id: '$$this', version: 1, text: 'old' } } } },
        { $merge: { into: things.collectionName, whenMatched: 'fail' } },
      ])
      .toArray();

  let isRunning = true;
  let reads = 0;
  const written = new Map<number, number>();
  const user = async (offset: number) => {
    for (let turn = 0; isRunning; turn++) {
      const _id = (offset + turn * 7_919) % COUNT;
      const thing = await things.findOne({ _id });
      reads += 1;
      if (!thing) throw new Error(`${_id} is gone.`);
      const { version } = thing;
      const update = { $set: { text: `new ${turn}`, version: version + 1 } };
      const { matchedCount } = await things.updateOne({ _id, version }, update);
      if (matchedCount > 0) written.set(_id, version + 1);
    }
  };
  const run: Migration['run'] = ({ backfill }) =>
    backfill<Thing>({
      collection: things.collectionName,
      where: { size: { $exists: false } },
      batch: 5_000,
      change: [{ $set: { size: { $strLenCP: '$text' } } }],
    });
  const users = [1, 100_003, 300_007, 450_001].map(user);
  try {
    await until('the users are at work', () => written.size > 10);
    const before = { reads, writes: written.size };
    await start(migration(1, run));
    expect(reads).toBeGreaterThan(before.reads);
    expect(written.size).toBeGreaterThan(before.writes);
  } finally {
    isRunning = false;
    await Promise.all(users);
  }
  expect(await things.countDocuments({ _id: { $gte: 0 }, size: { $exists: true } })).toBe(COUNT);
  const stored = await things.find({ _id: { $in: [...written.keys()] } }).toArray();
  for (const { _id, version, text } of stored) expect([version, text.startsWith('new')]).toEqual([written.get(_id), true]);
}, 120_000);
