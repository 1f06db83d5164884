import { randomUUID } from 'node:crypto';
import { ConfigResourceTypes } from 'kafkajs';
import { Binary } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { follow, kafkaPort, testBus, type TestBus } from '../tests/bus.js';
import { child } from '../tests/child.js';
import { testDatabase, type TestDatabase } from '../tests/database.js';
import { testLog as log } from '../tests/log.js';
import { outageOf } from '../tests/outage.js';
import { until } from '../tests/process.js';
import type { Aggregate } from './aggregate.js';
import { busEvent } from './bus-event.js';
import type { Context } from './context.js';
import { type Note, noteStore, person } from './note.testing.js';
import { type Relay, relay } from './relay.js';
import type { Store } from './store.js';
import type { Incoming } from './subscription.js';

let kafka: TestBus;
let database: TestDatabase;
let store: Store;
let notes: Aggregate<Note>;
/** A topic of each test's own. */
let topic: string;

beforeAll(async () => {
  kafka = await testBus();
});
afterAll(() => kafka.stop());

beforeEach(async () => {
  database = await testDatabase();
  store = database.store;
  notes = noteStore(store);
  topic = kafka.bus.topic(`relay-${randomUUID().slice(0, 8)}`);
  await Promise.all([store.prepare({ holder: 'test', log }), kafka.bus.ensureTopics([topic])]);
  onTestFinished(() => database.stop());
});

type Sending = Parameters<typeof relay>[0]['send'];

function start(send: Sending = kafka.bus.send, from: Store = store): Relay {
  const started = relay({ ...from, topic, send, holder: randomUUID(), log, leaseMilliseconds: 600 });
  from.onCommit(started.wake);
  void started.start?.();
  onTestFinished(async () => started.stop?.());
  return started;
}

async function reading(): Promise<Incoming[]> {
  const { messages, stop } = await follow(kafka.bus, topic);
  onTestFinished(stop);
  return messages;
}

const by: Context = { actor: person('anna'), now: new Date() };
const now = (): Context => ({ ...by, now: new Date() });
const create = (_id: number) => notes.create(now(), { _id, title: `Note ${_id}`, owner: 'anna', done: false });
const eventOf = ({ headers, value }: Incoming) => busEvent(headers, value) ?? expect.fail('It is no event.');
const idOf = (message: Incoming): string => eventOf(message).id;
const idsSent = (messages: readonly Incoming[]): Set<string> => new Set(messages.map(idOf));
const outbox = () => store.events.countDocuments({ sent: false }, { hint: 'unsent' });
const written = async (): Promise<string[]> =>
  (await store.events.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);

/** For each aggregate the versions in the order in which they first appeared. */
function versionsBySubject(messages: readonly Incoming[]): Map<string, number[]> {
  const seen = new Set<string>();
  const versions = new Map<string, number[]>();
  for (const event of messages.map(eventOf)) {
    if (seen.has(event.id)) continue;
    seen.add(event.id);
    versions.set(event.subject, [...(versions.get(event.subject) ?? []), event.version]);
  }
  return versions;
}

test('two relays at once send every event, each aggregate in order, also while one hands over to the other', async () => {
  const messages = await reading();
  const first = start();
  start(kafka.bus.send, database.another());
  const subjects = [1, 2, 3, 4, 5, 6];
  await Promise.all(subjects.map(create));
  let stopped = false;
  const writing = subjects.map(async (id) => {
    for (let index = 0; index < 40; index++) {
      await notes.change(now(), id, (note) => ({ ...note, title: `${note.title}.` }), 'renamed');
      if (id === 1 && index === 15) {
        await first.stop?.();
        stopped = true;
      }
    }
  });
  await Promise.all(writing);
  expect(stopped).toBe(true);
  await until('the outbox is empty', async () => (await outbox()) === 0);
  await until('all have arrived', () => idsSent(messages).size >= 6 * 41);

  expect(idsSent(messages)).toEqual(new Set(await written()));
  for (const versions of versionsBySubject(messages).values())
    expect(versions).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
});

test('an event travels as a CloudEvent, and is cleared from the outbox', async () => {
  const messages = await reading();
  start();
  await create(7);
  const message = await until('it has arrived', () => messages[0]);
  expect(eventOf(message)).toMatchObject({
    service: 'tasks',
    kind: 'note',
    action: 'created',
    subject: '7',
    version: 1,
    audience: ['u:anna'],
  });
  expect(message.key?.toString()).toBe('7');
  expect(eventOf(message).json()).toMatchObject({
    action: 'created',
    task: { id: '7', title: 'Note 7' },
    actor: { user: 'anna' },
  });
  await until('it is marked', async () => (await outbox()) === 0);
  expect(await store.events.findOne({ _id: idOf(message) })).not.toHaveProperty('payload');
});

test('a crash after sending and before marking sends again, under the same id', async () => {
  const messages = await reading();
  let sent = 0;
  start(async (to, batch) => {
    await kafka.bus.send(to, batch);
    sent += 1;
    if (sent === 1) throw new Error('The process is gone.');
  });
  await create(1);
  await until('it has arrived twice', () => messages.length >= 2);
  expect(idsSent(messages).size).toBe(1);
  await until('the outbox is empty', async () => (await outbox()) === 0);
});

test('a process killed in the midst of its writes has lost none that it acknowledged', async () => {
  const env = { DATABASE: database.name, ATRIUM_DEVELOPMENT: 'true', ATRIUM_TOPIC_PREFIX: kafka.settings.topicPrefix };
  topic = kafka.bus.topic('tasks');
  const messages = await reading();
  const writer = await child(new URL('./relay-process.testing.ts', import.meta.url), env);
  onTestFinished(writer.end);
  await until('it writes and sends', () => writer.told.length > 100 && messages.length > 50, 25);
  writer.signal('SIGKILL');
  await writer.end();
  const acknowledged = z.array(z.number()).parse(writer.told);

  start();
  await until('the outbox is empty', async () => (await outbox()) === 0);
  await until('all have arrived', async () => idsSent(messages).size === (await written()).length);
  const subjects = new Map(messages.map((message) => [idOf(message), eventOf(message).subject]));
  expect([...new Set(subjects.values())]).toEqual(expect.arrayContaining(acknowledged.map(String)));
  // Each write has exactly one event id.
  expect(subjects.size).toBe(new Set(subjects.values()).size);
});

test('Kafka may go away for a while, and lose the answers to what it has taken', async () => {
  const messages = await reading();
  const outage = outageOf(kafkaPort());
  onTestFinished(outage.restore);
  const cut = kafka.another();
  await outage.run(async () => cut.start?.());
  start((to, batch) => outage.run(() => cut.send(to, batch)));
  await create(1);
  await until('the first has arrived', async () => messages.length === 1 && (await outbox()) === 0);

  outage.loseAnswers();
  await create(2);
  await until('the second has arrived', () => messages.length === 2);
  outage.begin();
  for (const id of [3, 4, 5]) await create(id);
  // Longer than kafkajs itself tries.
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  expect(await outbox()).toBe(4);
  outage.end();
  await until('all have arrived', () => idsSent(messages).size === 5, 25);
  await until('the outbox is empty', async () => (await outbox()) === 0);
});

test('an event that can never be sent is set aside, and holds up no other', async () => {
  const messages = await reading();
  const admin = kafka.bus.kafka.admin();
  onTestFinished(() => admin.disconnect());
  const configEntries = [{ name: 'max.message.bytes', value: '20000' }];
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }] });
  await create(1);
  const large = await notes.create(now(), { _id: 2, title: 'x'.repeat(50_000), owner: 'anna', done: false });
  const unknown = await create(3);
  await store.events.updateOne(
    { kind: 'note', subject: unknown._id },
    { $set: { type: 'atrium.tasks.v1.Gone', payload: new Binary(Buffer.from([1])) } },
  );
  await create(4);
  start();
  await until('the outbox is empty', async () => (await outbox()) === 0);
  await until('the others have arrived', () => idsSent(messages).size >= 2);
  expect([...versionsBySubject(messages).keys()].sort()).toEqual(['1', '4']);
  for (const { _id } of [large, unknown])
    expect(
      await store.events.countDocuments({
        kind: 'note',
        subject: _id,
        undeliverable: { $exists: true },
        payload: { $exists: true },
      }),
    ).toBe(1);
});

test('what is to be sent is read in the order of its index, without a sort or a scan', async () => {
  await create(1);
  const plan = await store.events.find({ sent: false }).sort({ at: 1, _id: 1 }).limit(1_000).explain('queryPlanner');
  const stages = [
    ...JSON.stringify(z.looseObject({ winningPlan: z.unknown() }).parse(plan.queryPlanner).winningPlan).matchAll(
      /"(?:stage|indexName)":"(\w+)"/g,
    ),
  ].map(([, name]) => name);
  expect(stages).toEqual(['LIMIT', 'FETCH', 'IXSCAN', 'unsent']);
});

test('what another process has written is sent as well', async () => {
  const messages = await reading();
  start();
  const other = noteStore(database.another());
  await other.create(now(), { _id: 1, title: 'From elsewhere', owner: 'anna', done: false });
  await until('it has arrived', () => messages.length === 1);
});
