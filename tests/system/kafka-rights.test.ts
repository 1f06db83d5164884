import { type Message, Partitioners } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aclsOf, topicsOf } from '../../charts/kafka-rights.js';
import { type RoleFacts, roleFacts } from '../../charts/role-facts.js';
import { until } from '../process.js';
import { strictKafka } from './strict-kafka.js';
import { startSystem, type System } from './system.js';

// The rights that k8s/strimzi/users.yaml gives each role are enough for Atrium to work, and no more.
const userOf = (role: string) => `atrium-${role}`;

/** A Kafka of its own and five processes. */
const STARTING = 300_000;

let facts: Record<string, RoleFacts>;
let kafka: Awaited<ReturnType<typeof strictKafka>>;
let system: System;
beforeAll(async () => {
  facts = await roleFacts();
  const users = Object.fromEntries(Object.entries(facts).map(([role, fact]) => [userOf(role), aclsOf(fact)]));
  kafka = await strictKafka(users, topicsOf(facts));
  system = await startSystem(Object.keys(facts), {
    more: (role) => ({
      ...kafka.environmentOf(userOf(role)),
      ATRIUM_TOPIC_PREFIX: 'atrium.',
    }),
  });
}, STARTING);
afterAll(async () => {
  await system.stop();
  await kafka.stop();
});

test('every role does its work: a task is set, its event goes through Kafka, and somebody is notified', async () => {
  const [anna, boris] = [await system.as('anna'), await system.as('boris')];
  const { json: task } = await anna.send('POST', '/v1/tasks', { title: 'With rights', assignee: boris.id });
  await until('boris is notified', async () => {
    const { json } = await boris.send('GET', '/v1/notifications');
    return json.notifications.some(({ subjectId }) => subjectId === task.id);
  });
});

test('each writes its own topics, and no events of another service', async () => {
  const services = Object.values(facts).flatMap(({ writes }) => writes);
  for (const [role, { writes }] of Object.entries(facts)) {
    const allowed = await Promise.all(services.map(async (service) => (await mayWrite(role, `atrium.${service}.v1`)) && service));
    expect(
      allowed.filter((service) => service !== false),
      role,
    ).toEqual(writes);
  }
});

test('none has anything to do with the group of another, whose events it could take', async () => {
  const admin = kafka.clientOf(userOf('tasks')).admin();
  await admin.connect();
  const placeOf = (groupId: string) => admin.fetchOffsets({ groupId, topics: ['atrium.auth.v1'] });
  expect(await placeOf('atrium.tasks.readers')).toMatchObject([{ topic: 'atrium.auth.v1' }]);
  await expect(placeOf('atrium.notify')).rejects.toThrow(/authorized|coordinator/i);
  await admin.disconnect();
});

/** A message without CloudEvents headers, which consumers leave aside. */
const nothing: Message = { value: '' };

async function mayWrite(role: string, topic: string): Promise<boolean> {
  const producer = kafka.clientOf(userOf(role)).producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  try {
    await producer.send({ topic, messages: [nothing] });
    return true;
  } catch (error) {
    expect(error).toMatchObject({ type: 'TOPIC_AUTHORIZATION_FAILED' });
    return false;
  } finally {
    await producer.disconnect();
  }
}
