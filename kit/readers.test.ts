import type { Collection, Document } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { EmployeeEvent, type Employee } from '../gen/atrium/org/v1/org.js';
import { testDatabase, type TestDatabase } from '../tests/database.js';
import { testLog } from '../tests/log.js';
import { until } from '../tests/process.js';
import type { BusEvent } from './bus.js';
import { departmentOf, personOf } from './company.testing.js';
import { Directory } from './directory.js';
import { refreshLateWrites, refreshReaders } from './readers.js';

let database: TestDatabase;
let directory: Directory;

beforeAll(async () => {
  database = await testDatabase();
  await database.db.collection('things').createIndexes([{ key: { readers: 1, changedAt: -1 } }, { key: { changedAt: -1 } }]);
});
afterAll(() => database.stop());

const things = () => database.db.collection<Document & { _id: number; participants: string[] }>('things');

beforeEach(async () => {
  directory = new Directory();
  directory.putDepartment(departmentOf(1));
  directory.putDepartment(departmentOf(2, { parent: 1 }));
  directory.putDepartment(departmentOf(3));
  directory.putPerson(personOf('anna', { departments: [2] }));
  await things().deleteMany({ _id: { $gte: 0 } });
  // More than one batch.
  await things().insertMany(
    Array.from({ length: 1_100 }, (_, _id) => {
      const participants = _id % 2 ? ['u:anna'] : ['d:2'];
      return { _id, version: 1, participants, readers: directory.readers(participants), changedAt: new Date() };
    }),
  );
});

async function repeated(event: BusEvent, collection: Collection = database.db.collection('things')): Promise<void> {
  const consumer = refreshReaders({ name: 'readers', store: database.store, directory, collections: [collection] });
  if (!('repeat' in consumer)) throw new Error('It needs no transaction.');
  await consumer.repeat(event);
}

const moved = (employee: Partial<Employee>): BusEvent => ({
  id: '1',
  service: 'org',
  kind: 'employee',
  action: 'updated',
  subject: 'anna',
  version: 2,
  audience: [],
  at: new Date(),
  value: Buffer.alloc(0),
  json: () => EmployeeEvent.toJSON(EmployeeEvent.fromPartial({ employee })),
});

const wrong = async (): Promise<number> => {
  const all = await things()
    .find({ _id: { $gte: 0 } })
    .toArray();
  return all.filter(({ participants, readers }) => JSON.stringify(directory.readers(participants)) !== JSON.stringify(readers))
    .length;
};

test('everything a person takes part in follows them to another department, though this process hears of it here first', async () => {
  await repeated(moved({ id: 'anna', version: 2, departments: [3] }));
  expect(directory.person('anna')?.departments).toEqual([3]);
  expect(await things().countDocuments({ readers: 'in:3' })).toBe(550);
  expect(await things().countDocuments({ readers: 'in:2' })).toBe(0);
  expect(await wrong()).toBe(0);
});

test('everything in a department follows it to another place', async () => {
  directory.putDepartment(departmentOf(2, { parent: 3, version: 2 }));
  await repeated({ ...moved({}), kind: 'department', subject: '2', json: () => ({}) });
  expect(await things().countDocuments({ readers: 'under:3' })).toBe(1_100);
  expect(await things().countDocuments({ readers: 'under:1' })).toBe(0);
  expect(await wrong()).toBe(0);
});

test('what is written between reading and writing, by a process that has not heard of it yet, is made true all the same', async () => {
  const collection = database.db.collection('things');
  const before = directory.readers(['u:anna']);
  const original = collection.bulkWrite.bind(collection);
  let writes = 0;
  collection.bulkWrite = async (...args) => {
    writes += 1;
    if (writes === 1) await things().updateMany({ _id: { $lt: 100 } }, { $inc: { version: 1 }, $set: { readers: before } });
    return original(...args);
  };
  await repeated(moved({ id: 'anna', version: 2, departments: [3] }), collection);
  expect(await things().countDocuments({ readers: 'in:3' })).toBe(550);
});

test('a department that is heard of after the people in it: whoever leads what lies above sees their things', async () => {
  await repeated(moved({ id: 'anna', version: 2, departments: [4] }));
  directory.putDepartment(departmentOf(4, { parent: 5 }));
  await repeated({ ...moved({}), kind: 'department', subject: '4', json: () => ({}) });
  directory.putDepartment(departmentOf(5, { parent: 3 }));
  await repeated({ ...moved({}), kind: 'department', subject: '5', json: () => ({}) });
  expect(await things().countDocuments({ readers: 'under:3' })).toBe(550);
  expect(await wrong()).toBe(0);
});

test('a write that was under way when this process heard of a change is made true once it is committed', async () => {
  const writes = refreshLateWrites({
    name: 'readers',
    store: database.store,
    directory,
    collections: [database.db.collection('things')],
    log: testLog,
  });
  await writes.start?.();
  onTestFinished(() => writes.stop?.());
  const participants = ['u:anna'];
  await database.store.transaction(undefined, async (session) => {
    const readers = directory.readers(participants);
    await things().insertOne({ _id: 5_000, version: 1, participants, readers, changedAt: new Date() }, { session });
    directory.putPerson(personOf('anna', { version: 2, departments: [3] }));
  });
  await until('the late write is true', async () => (await things().countDocuments({ _id: 5_000, readers: 'in:3' })) === 1);
});

test('what a process that was killed has written late is made true by the next that starts', async () => {
  directory.putPerson(personOf('anna', { version: 2, departments: [3] }));
  const options = {
    name: 'readers',
    store: database.store,
    directory,
    collections: [database.db.collection('things')],
    log: testLog,
  };
  const writes = refreshLateWrites(options);
  await writes.start?.();
  onTestFinished(() => writes.stop?.());
  await until('all is true', async () => (await wrong()) === 0);
});
