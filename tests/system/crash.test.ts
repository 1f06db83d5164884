import { Kafka, logLevel } from 'kafkajs';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../process.js';
import { startSystem, type System } from './system.js';

const WRITES = 1_000;

let system: System;
beforeAll(async () => {
  system = await startSystem(['all']);
});
afterAll(() => system.stop());

test('killed in the middle of 1,000 writes, it loses none that was acknowledged, and tells of each once', async () => {
  const anna = await system.as('anna');
  const boris = await system.as('boris');
  const acknowledged = new Map<string, string>();
  let next = 0;
  let killed: Promise<void> | undefined;

  const client = async () => {
    while (next < WRITES) {
      const title = `Write ${next++}`;
      const answer = await anna.send('POST', '/v1/tasks', { title, assignee: boris.id }).catch(() => undefined);
      if (answer?.status === 200) acknowledged.set(answer.json.id, title);
      if (acknowledged.size >= WRITES / 3) killed ??= system.killAndRestart('all');
    }
  };
  await Promise.all(Array.from({ length: 32 }, client));
  await killed;
  expect(acknowledged.size).toBeGreaterThanOrEqual(WRITES / 3);

  const mongo = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  const tasks = mongo.db(`${system.databasePrefix}tasks`);
  const notifications = mongo.db(`${system.databasePrefix}notify`).collection('notifications');
  const stored = await tasks
    .collection('tasks')
    .find({ assignee: boris.id }, { hint: { _id: 1 } })
    .toArray();
  const titles = new Map(stored.map((task) => [String(task._id), String(task.title)]));
  for (const [id, title] of acknowledged) expect(titles.get(id)).toBe(title);

  await until(
    'the outbox is empty',
    async () => (await tasks.collection('events').countDocuments({ sent: false }, { hint: 'unsent' })) === 0,
    30,
  );
  const told = await createdOnKafka(stored.length);
  const events = await tasks.collection('events').find({ kind: 'task' }, { hint: 'kind_1_subject_1_version_-1' }).toArray();
  expect(events).toHaveLength(stored.length);
  for (const event of events) expect(told.get(String(event.subject))).toEqual(new Set([String(event._id)]));

  const about = { recipient: boris.id, subjectType: 'task' };
  await until('boris has heard of each', async () => (await notifications.countDocuments(about)) >= stored.length, 150);
  const subjects = (await notifications.find(about).toArray()).map((notification) => String(notification.subjectId));
  expect(new Set(subjects).size).toBe(subjects.length);
  expect(new Set(subjects)).toEqual(new Set(titles.keys()));
  await mongo.close();
}, 300_000);

/** The ids of the events by which Kafka tells that a task was created; a repetition carries the same id. */
async function createdOnKafka(expected: number): Promise<Map<string, Set<string>>> {
  const kafka = new Kafka({ brokers: (process.env.KAFKA_BROKERS ?? '').split(','), logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `${system.topic('tasks')}.crash` });
  const ids = new Map<string, Set<string>>();
  await consumer.connect();
  await consumer.subscribe({ topics: [system.topic('tasks')], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const key = String(message.key);
      ids.set(key, (ids.get(key) ?? new Set()).add(String(message.headers?.ce_id)));
    },
  });
  await until('every created task is on Kafka', () => ids.size >= expected, 30);
  await consumer.disconnect();
  return ids;
}
