import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Task, TaskServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import { readManifest } from '../../kit/backup/format.js';
import { restoreBackup } from '../../kit/backup/restore.js';
import { takeBackup } from '../../kit/backup/take.js';
import { createBus } from '../../kit/bus.js';
import { notify } from '../../services/notify/service.js';
import { tasks } from '../../services/tasks/service.js';
import { testLog } from '../log.js';
import { testProcess, type TestProcess, until } from '../process.js';

let folder: string;
let mongo: MongoClient;
let original: TestProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-backup-'));
  mongo = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  original = await testProcess([tasks, notify]);
});
afterAll(async () => {
  await original.stop();
  await mongo.close();
  await rm(folder, { recursive: true, force: true });
});

const place = (name: string) => ({ folder: join(folder, name), tell: () => undefined, mongo });

/** Somewhere without any data. */
function elsewhere() {
  const run = randomUUID().slice(0, 8);
  return { ATRIUM_DATABASE_PREFIX: `test_${run}_`, ATRIUM_TOPIC_PREFIX: `test.${run}.` };
}

async function restoreInto(env: ReturnType<typeof elsewhere>, name: string): Promise<void> {
  const settings = {
    ...original.settings,
    databasePrefix: env.ATRIUM_DATABASE_PREFIX,
    topicPrefix: env.ATRIUM_TOPIC_PREFIX,
  };
  const bus = createBus(settings, testLog);
  await bus.start?.();
  try {
    await restoreBackup({ ...place(name), bus, settings });
  } finally {
    await bus.stop?.();
  }
}

test('taken while twelve people work, it restores to one moment, and what was on its way arrives, once', async () => {
  const { bus } = original.chassis;
  const anna = await original.as(TaskServiceDefinition, 'anna');
  const acknowledged = new Map<number, string>();
  let isOpen = true;
  const work = async (worker: number) => {
    for (let turn = 0; isOpen; turn++) {
      const title = `Offer ${worker}/${turn}`;
      const task = await anna.createTask({ task: Task.fromPartial({ title, assignee: 'boris' }) });
      acknowledged.set(task.id, title);
      await anna.updateTask({ task: { id: task.id, title: `${title}!` }, updateMask: ['title'] });
    }
  };
  const workers = Array.from({ length: 12 }, (_, worker) => work(worker));
  await until('there is much to save', () => acknowledged.size > 100);
  const before = new Map(acknowledged);
  const manifest = await takeBackup({ ...place('one'), bus, settings: original.settings });
  const during = acknowledged.size;
  isOpen = false;
  await Promise.all(workers);
  expect(during).toBeGreaterThan(before.size);
  expect(await readManifest(join(folder, 'one'))).toEqual(manifest);

  const env = elsewhere();
  await restoreInto(env, 'one');
  const restored = await testProcess([tasks, notify], { env, issuer: original.issuer });
  try {
    const db = restored.chassis.store('tasks').db;
    const stored = await db
      .collection<{ _id: number; version: number; title: string }>('tasks')
      .find({ _id: { $gte: 0 } })
      .toArray();
    const versions = await db
      .collection('events')
      .aggregate<{ _id: number; version: number; count: number }>([
        { $match: { kind: 'task' } },
        { $group: { _id: '$subject', version: { $max: '$version' }, count: { $sum: 1 } } },
      ])
      .toArray();
    // Each task with all of its history and with nothing of later, though they are in different collections.
    const histories = new Map(versions.map(({ _id, version, count }) => [_id, [version, count]]));
    for (const { _id, version } of stored) expect(histories.get(_id)).toEqual([version, version]);
    expect(histories.size).toBe(stored.length);
    const titles = new Map(stored.map(({ _id, title }) => [_id, title]));
    for (const [id, title] of before) expect(titles.get(id)?.replace('!', '')).toBe(title);
    expect(stored.length).toBeLessThan(acknowledged.size);

    const notifications = restored.chassis.store('notify').db.collection('notifications');
    const about = { recipient: 'boris', subjectType: 'task', kind: 'task_assigned' };
    await until('boris has heard of each', async () => (await notifications.countDocuments(about)) >= stored.length, 60);
    const subjects = (await notifications.find(about).toArray()).map(({ subjectId }) => Number(subjectId));
    expect(subjects.sort((a, b) => a - b)).toEqual([...titles.keys()].sort((a, b) => a - b));

    const again = await restored.as(TaskServiceDefinition, 'anna');
    const next = await again.createTask({ task: Task.fromPartial({ title: 'After all', assignee: 'boris' }) });
    expect(titles.has(next.id)).toBe(false);
  } finally {
    await restored.stop();
  }
}, 180_000);

test('it is restored neither over data nor from a folder that is not whole', async () => {
  await takeBackup({ ...place('two'), bus: original.chassis.bus, settings: original.settings });
  await expect(restoreBackup({ ...place('two'), bus: original.chassis.bus, settings: original.settings })).rejects.toThrow(
    /There is data in .*: a backup is restored into empty databases only/,
  );
  await expect(takeBackup({ ...place('two'), bus: original.chassis.bus, settings: original.settings })).rejects.toThrow(
    /is not empty/,
  );
  await appendFile(join(folder, 'two', 'tasks.events.bson.gz'), 'x');
  const env = elsewhere();
  await expect(restoreInto(env, 'two')).rejects.toThrow(/damaged: tasks.events.bson.gz/);
  await expect(restoreInto(env, 'none')).rejects.toThrow(/no whole backup/);
});

test('one that was cut short is not worked upon, and comes to its end when it is run again', async () => {
  await takeBackup({ ...place('three'), bus: original.chassis.bus, settings: original.settings });
  const { id } = await readManifest(join(folder, 'three'));
  const env = elsewhere();
  const prefix = env.ATRIUM_DATABASE_PREFIX;
  await mongo
    .db(`${prefix}restore`)
    .collection<{ _id: string; backup: string }>('state')
    .insertOne({ _id: 'restore', backup: id });
  await mongo.db(`${prefix}tasks`).collection<{ _id: number }>('tasks').insertOne({ _id: 1 });
  await expect(testProcess([tasks], { env, issuer: original.issuer })).rejects.toThrow(/restored only in part/);

  await restoreInto(env, 'three');
  const restored = await testProcess([tasks], { env, issuer: original.issuer });
  const count = (of: TestProcess) =>
    of.chassis
      .store('tasks')
      .db.collection<{ _id: number }>('tasks')
      .countDocuments({ _id: { $gte: 0 } });
  expect(await count(restored)).toBe(await count(original));
  await restored.stop();
});
