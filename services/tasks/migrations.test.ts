import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../tests/database.js';
import { treeMigration } from './migrations.js';

type Task = { _id: number; parent: number; ancestors?: number[]; placed?: number };

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

test('subtasks get the tasks above them, from the outermost down, and tasks the number of theirs', async () => {
  const tasks = database.db.collection<Task>('tasks');
  await tasks.createIndexes([{ key: { parent: 1, _id: 1 } }]);
  await tasks.insertMany([
    { _id: 1, parent: 2 },
    { _id: 2, parent: 3 },
    { _id: 3, parent: 0 },
    { _id: 4, parent: 2 },
    // What once was possible: each is a part of the other.
    { _id: 5, parent: 6 },
    { _id: 6, parent: 5 },
  ]);
  const run = () =>
    treeMigration.run({ db: database.db, signal: new AbortController().signal, backfill: () => Promise.resolve() });
  await run();
  await run();
  const found = await tasks
    .find({ _id: { $gt: 0 } })
    .sort({ _id: 1 })
    .toArray();
  expect(found).toEqual([
    { _id: 1, parent: 2, ancestors: [3, 2] },
    { _id: 2, parent: 3, ancestors: [3], placed: 2 },
    { _id: 3, parent: 0, placed: 1 },
    { _id: 4, parent: 2, ancestors: [3, 2] },
    { _id: 5, parent: 6, ancestors: [6], placed: 1 },
    { _id: 6, parent: 5, ancestors: [5], placed: 1 },
  ]);
});
