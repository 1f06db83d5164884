import { randomUUID } from 'node:crypto';
import { type ClientSession, MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { kafkaPort, testBus, type TestBus } from '../tests/bus.js';
import { mongoUri, testDatabase, type TestDatabase } from '../tests/database.js';
import { testLog as log } from '../tests/log.js';
import { outageOf } from '../tests/outage.js';
import { until } from '../tests/process.js';
import { proxyTo } from '../tests/proxy.js';
import type { Bus } from './bus.js';
import type { BusEvent } from './bus-event.js';
import { type Consumer, deadLetterTopic, groupOf, retryTopic, runConsumer, topicsOf, topicsRead } from './consumer.js';
import { consumerLag } from './consumer-lag.js';
import { uuidv7 } from './events.js';
import { metrics } from './metrics.js';
import { deadLetters, sendBack } from './replay.js';
import { replayCommand } from './replay-command.js';
import { createStore, type Store } from './store.js';

let kafka: TestBus;
let database: TestDatabase;
/** The service that is heard, and the consumer: of each test's own. */
let service: string;
let name: string;

beforeAll(async () => {
  [kafka, database] = await Promise.all([testBus({ topics: [] }), testDatabase('consumers')]);
  await database.store.prepare({ holder: 'test', log });
  await database.db.createCollection('effects');
});
afterAll(async () => {
  await kafka.stop();
  await database.stop();
});

beforeEach(async () => {
  service = `s${randomUUID().slice(0, 8)}`;
  name = `c${randomUUID().slice(0, 8)}`;
  await kafka.bus.ensureTopics([kafka.bus.topic(service), ...topicsOf(kafka.bus, { ...consumer(), name })]);
});

type Handle = (event: BusEvent, session: ClientSession) => Promise<void>;

const consumer = (handle: Handle = note, store: Store = database.store): Consumer => ({
  name,
  store,
  services: [service],
  handle,
});

/** The effect of these tests: one document for each time it happens. */
async function note(event: BusEvent, session: ClientSession): Promise<void> {
  await database.db.collection('effects').insertOne({ consumer: name, event: event.id, subject: event.subject }, { session });
}
const effects = async (): Promise<string[]> =>
  (await database.db.collection('effects').find({ consumer: name }).hint({ _id: 1 }).toArray()).map(({ subject }) =>
    String(subject),
  );

async function start(wanted: Consumer = consumer(), bus: Bus = kafka.bus): Promise<() => Promise<void>> {
  const running = runConsumer(bus, log, wanted, { retrySeconds: [0.1, 0.2, 0.3] });
  await running.start?.();
  const stop = async () => running.stop?.();
  onTestFinished(stop);
  return stop;
}

const cloudEvent = (subject: number | string, id = uuidv7()) => ({
  key: String(subject),
  value: JSON.stringify({ action: 'done' }),
  headers: {
    ce_id: id,
    ce_type: `atrium.${service}.thing.done.v1`,
    ce_subject: String(subject),
    ce_time: new Date().toISOString(),
    version: '1',
  },
});
const send = (...subjects: (number | string)[]) =>
  kafka.bus.send(
    kafka.bus.topic(service),
    subjects.map((subject) => cloudEvent(subject)),
  );
const sorted = (texts: readonly string[]) => [...texts].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

test('two replicas handle each event once between them, however often it is delivered', async () => {
  const events = numbers(40).map((subject) => cloudEvent(subject));
  const second = kafka.another();
  await second.start?.();
  await start();
  await start(consumer(), second);
  for (let repetition = 0; repetition < 3; repetition++) await kafka.bus.send(kafka.bus.topic(service), events);
  await send('last');
  await until(
    'all are handled',
    async () => (await kafka.bus.lag(groupOf(kafka.bus, name), [kafka.bus.topic(service)])).get(kafka.bus.topic(service)) === 0,
  );
  expect(sorted(await effects())).toEqual([...numbers(40), 'last']);
});

test('an event that always fails ends among the dead letters, with why and where from, and holds up nothing', async () => {
  const tries: string[] = [];
  await start(
    consumer(async (event, session) => {
      tries.push(event.subject);
      await note(event, session);
      if (event.subject === 'poison') throw new Error('This one cannot be.');
    }),
  );
  await send('poison', ...numbers(5));
  await until('the others are handled', async () => (await effects()).length === 5, 5);
  const [letter] = await until('it is given up', async () => {
    const letters = await deadLetters(kafka.bus, name);
    return letters.length > 0 && letters;
  });
  expect(letter).toMatchObject({
    firstTopic: kafka.bus.topic(service),
    attempts: 4,
    cause: 'This one cannot be.',
    event: { subject: 'poison' },
  });
  // Once in the first topic and once in each retry topic, and again wherever Kafka delivered it again.
  expect(tries.filter((subject) => subject === 'poison').length).toBeGreaterThanOrEqual(4);
  expect(sorted(await effects())).toEqual(numbers(5));
});

test('what failed for a while is handled once it can be, and once only', async () => {
  let failures = 2;
  await start(
    consumer(async (event, session) => {
      await note(event, session);
      if (failures-- > 0) throw new Error('Not yet.');
    }),
  );
  await send(1);
  await until('it is handled', async () => (await effects()).length === 1);
  expect(await deadLetters(kafka.bus, name)).toEqual([]);
});

test('what waits for its next try, and was put there by a clock that is ahead, waits no longer for that', async () => {
  await start();
  const timestamp = String(Date.now() + 50 * 60_000);
  await kafka.bus.send(retryTopic(kafka.bus, name, 1), [{ ...cloudEvent(1), timestamp }]);
  await until('it is handled', async () => (await effects()).length === 1);
});

test('what is no event is given up at once', async () => {
  await start();
  await kafka.bus.send(kafka.bus.topic(service), [{ key: 'a', value: 'no event' }, cloudEvent(1)]);
  await until('the event is handled', async () => (await effects()).length === 1);
  const letters = await until('the other is given up', async () => {
    const found = await deadLetters(kafka.bus, name);
    return found.length > 0 && found;
  });
  expect(letters).toMatchObject([{ event: undefined, attempts: 1, cause: 'The message has no CloudEvents headers.' }]);
});

test('dead letters are sent back to the one consumer that gave them up, chosen ones or all', async () => {
  let broken = true;
  let other = 0;
  const failing = consumer(async (event, session) => {
    if (broken) throw new Error('Broken.');
    await note(event, session);
  });
  await start(failing);
  const bystander = { ...consumer(), name: `${name}-bystander`, repeat: async () => void (other += 1) };
  await kafka.bus.ensureTopics(topicsOf(kafka.bus, bystander));
  await start({ name: bystander.name, store: database.store, services: [service], repeat: bystander.repeat });
  await send(1, 2, 3);
  const letters = await until('all are given up', async () => {
    const found = await deadLetters(kafka.bus, name);
    return found.length === 3 && found;
  });
  broken = false;

  await sendBack(
    kafka.bus,
    name,
    letters.filter(({ event }) => event?.subject === '2'),
  );
  await until('the chosen one is handled', async () => (await effects()).length === 1);
  expect(await effects()).toEqual(['2']);
  expect((await deadLetters(kafka.bus, name)).map(({ event }) => event?.subject).sort()).toEqual(['1', '3']);

  const told: string[] = [];
  process.env.ATRIUM_TOPIC_PREFIX = kafka.settings.topicPrefix;
  process.env.ATRIUM_DEVELOPMENT = 'true';
  await replayCommand([name], (text) => told.push(text));
  expect(told.at(-1)).toBe(`2 dead letters of ${name}\n`);
  await replayCommand([name, '--all'], (text) => told.push(text));
  expect(told.at(-1)).toBe(`2 of 2 dead letters sent back to ${name}\n`);
  await until('all are handled', async () => (await effects()).length === 3);
  expect(await deadLetters(kafka.bus, name)).toEqual([]);
  await expect(replayCommand(['nobody'], () => undefined)).rejects.toThrow('There is no consumer nobody; there are:');
  expect(other).toBe(3);
});

test('while its database is away nothing is lost and nothing given up', async () => {
  const { hostname, port } = new URL(mongoUri());
  const proxy = await proxyTo(hostname, Number(port));
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${proxy.port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 300,
    heartbeatFrequencyMS: 500,
  });
  onTestFinished(async () => {
    await client.close();
    proxy.close();
  });
  const db = client.db(database.name);
  const throughProxy: Handle = async (event, session) => {
    await db.collection('effects').insertOne({ consumer: name, subject: event.subject }, { session });
  };
  await start(consumer(throughProxy, createStore(client, db, 'consumers')));
  await send(1);
  await until('the first is handled', async () => (await effects()).length === 1);
  proxy.refuse();
  await send(2, 3, 4, 5);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  proxy.open();
  await until('all are handled', async () => (await effects()).length === 5);
  expect(sorted(await effects())).toEqual(numbers(5));
  expect(await deadLetters(kafka.bus, name)).toEqual([]);
});

test('Kafka may go away for a while', async () => {
  const outage = outageOf(kafkaPort());
  onTestFinished(outage.restore);
  const cut = kafka.another();
  await outage.run(async () => {
    await cut.start?.();
    await start(consumer(), cut);
  });
  await send(1);
  await until('the first is handled', async () => (await effects()).length === 1);
  outage.begin();
  await send(2, 3);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  outage.end();
  await send(4);
  await until('all are handled', async () => (await effects()).length === 4, 25);
  expect(sorted(await effects())).toEqual(numbers(4));
});

test('a consumer that stops finishes what is in hand, and the next goes on behind it', async () => {
  let inHand = 0;
  const slow: Handle = async (event, session) => {
    inHand += 1;
    await new Promise((resolve) => setTimeout(resolve, 150));
    await note(event, session);
    inHand -= 1;
  };
  const stop = await start(consumer(slow));
  await send(...numbers(30));
  await until('some are in hand', () => inHand > 0);
  await stop();
  expect(inHand).toBe(0);
  const before = (await effects()).length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(30);
  await start();
  await until('all are handled', async () => (await effects()).length === 30);
  expect(sorted(await effects())).toEqual(numbers(30));
});

test('what may be repeated needs no transaction, and may take long', async () => {
  const done: string[] = [];
  await start({
    name,
    store: database.store,
    services: [service],
    repeat: async ({ subject }) => {
      done.push(subject);
    },
    wants: ({ subject }) => subject !== '2',
  });
  await send(1, 2, 3);
  await until(
    'all are handled',
    async () => (await kafka.bus.lag(groupOf(kafka.bus, name), [kafka.bus.topic(service)])).get(kafka.bus.topic(service)) === 0,
  );
  expect(sorted(done)).toEqual(['1', '3']);
  expect(await database.store.inbox.countDocuments({ _id: { $regex: `^${name}/` } })).toBe(0);
});

test('the lag counts what no replica has handled, also while none runs, and what waits for its next try', async () => {
  const it = consumer(() => Promise.reject(new Error('Never.')));
  const [heard = '', retry = ''] = topicsRead(kafka.bus, it);
  const lag = consumerLag(kafka.bus, [it]);
  const measured = async (topic: string) => {
    await lag.measure();
    const { values } = (await metrics.getSingleMetric('atrium_consumer_lag')?.get()) ?? { values: [] };
    return values.find(({ labels }) => labels.topic === topic)?.value;
  };
  await send(1, 2, 3);
  // Kafka may have taken some twice while the topic was new.
  const { length } = await kafka.bus.read(heard);
  expect(length).toBeGreaterThanOrEqual(3);
  expect(await measured(heard)).toBe(length);

  const running = runConsumer(kafka.bus, log, it, { retrySeconds: [1000, 1, 1] });
  await running.start?.();
  onTestFinished(async () => running.stop?.());
  await until('all have failed once', async () => (await measured(heard)) === 0);
  expect(await measured(retry)).toBe(length);
  expect(await measured(deadLetterTopic(kafka.bus, name))).toBeUndefined();
});
