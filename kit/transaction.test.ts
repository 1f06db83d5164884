import { MongoServerError } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../tests/database.js';
import { transaction } from './transaction.js';

type Entry = { _id: string };

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.db.createCollection('entries');
});
afterAll(() => database.stop());

const entries = () => database.db.collection<Entry>('entries');
const gaveUp = { name: 'AbortError' };

test('whose caller has given up before its commit, it is taken back', async () => {
  const caller = new AbortController();
  const writing = transaction(
    database.client,
    async (session) => {
      await entries().insertOne({ _id: 'late' }, { session });
      caller.abort();
    },
    caller.signal,
  );
  await expect(writing).rejects.toMatchObject(gaveUp);
  expect(await entries().findOne({ _id: 'late' })).toBeNull();
});

test('that is to begin again does not once its caller has given up', async () => {
  const caller = new AbortController();
  let times = 0;
  const again = new MongoServerError({ message: 'Another write came first.', errorLabels: ['TransientTransactionError'] });
  const work = async () => {
    times += 1;
    if (times === 3) caller.abort();
    throw again;
  };
  await expect(transaction(database.client, work, caller.signal)).rejects.toMatchObject(gaveUp);
  expect(times).toBe(3);
});
