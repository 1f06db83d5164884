import fc from 'fast-check';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '../tests/database.js';
import type { Actor } from './actor.js';
import { person } from './note.testing.js';
import { pointReads } from './point-reads.js';

type Thing = Document & { _id: number; owner: string; readers: string[] };

const KEYS = ['u:anna', 'u:boris', 'd:1', 'under:2'];
const thing = (_id: number): Thing => ({
  _id,
  owner: _id % 2 ? 'anna' : 'boris',
  readers: KEYS.filter((_, bit) => _id & (1 << bit)),
  ...(_id % 3 === 0 && { deletedAt: new Date() }),
  secret: 'kept',
});
const things = Array.from({ length: 32 }, (_, _id) => thing(_id));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.db.collection<Thing>('things').insertMany(things);
});
afterAll(() => database.stop());

const reading = (readable: (actor: Actor) => Document) =>
  pointReads<Thing>(database.db.collection('things'), { projection: { secret: 0 }, readable });

/** The forms in which aggregates say what may be seen, and services what they look for. */
const keys = fc.subarray(KEYS).map(($in): Document => ({ readers: { $in } }));
const simple = fc.oneof(
  keys,
  fc.constant<Document>({}),
  fc.constantFrom('anna', 'boris').map((owner): Document => ({ owner })),
  fc.subarray([1, 2, 3, 40]).map(($in): Document => ({ _id: { $in } })),
);
const readable = fc.oneof(
  simple,
  fc.tuple(simple, simple).map(($or): Document => ({ $or })),
);
const where = fc.option(
  fc.boolean().map(($exists): Document => ({ deletedAt: { $exists } })),
  { nil: undefined },
);

test('what the rights open is read, and nothing else: just what MongoDB finds by the same query', () =>
  fc.assert(
    fc.asyncProperty(readable, where, async (may, also) => {
      const read = reading(() => may);
      const actor = person('anna');
      const answers = await Promise.all(things.map(({ _id }) => read({ actor }, _id, also)));
      const query = { $and: [{ _id: { $gte: 0 } }, may, also ?? {}] };
      const found = await database.db
        .collection<Thing>('things')
        .find(query, { sort: { _id: 1 } })
        .toArray();
      expect(answers.flatMap((answer) => answer?._id ?? [])).toEqual(found.map(({ _id }) => _id));
    }),
    { numRuns: 60 },
  ));

test('each reader sees their own, though all are read by one query', async () => {
  const collection = database.db.collection('things');
  const find = vi.spyOn(collection, 'find');
  const read = pointReads<Thing>(collection, { projection: { secret: 0 }, readable: ({ id }) => ({ owner: id }) });
  const [anna, boris] = [{ actor: person('anna') }, { actor: person('boris') }];
  const answers = await Promise.all([read(anna, 1), read(boris, 1), read(boris, 2), read(anna, 99)]);
  expect(answers.map((answer) => answer?._id)).toEqual([1, undefined, 2, undefined]);
  expect(find.mock.calls.map(([query]) => query)).toEqual([{ _id: { $in: [1, 2, 99] } }]);
  expect(await read(anna, 1)).toEqual({ _id: 1, owner: 'anna', readers: ['u:anna'] });
});

test('a read sees what was written before it was asked for, in its transaction too', async () => {
  const read = reading(() => ({}));
  const actor = person('anna');
  const collection = database.db.collection<Thing>('things');
  await collection.updateOne({ _id: 7 }, { $set: { owner: 'chen' } });
  expect((await read({ actor }, 7))?.owner).toBe('chen');
  await database.store.transaction(undefined, async (session) => {
    await collection.updateOne({ _id: 7 }, { $set: { owner: 'daria' } }, { session });
    expect((await read({ actor, session }, 7))?.owner).toBe('daria');
    expect((await read({ actor }, 7))?.owner).toBe('chen');
  });
  expect((await read({ actor }, 7))?.owner).toBe('daria');
});
