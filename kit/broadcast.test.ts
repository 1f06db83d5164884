import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Admin } from 'kafkajs';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { kafkaPort, testBus, type TestBus } from '../tests/bus.js';
import { outageOf } from '../tests/outage.js';
import { until } from '../tests/process.js';
import type { Bus } from './bus.js';
import { onceLed } from './broadcast.js';
import { uuidv7 } from './events.js';

let kafka: TestBus;
let service: string;
let topic: string;

beforeAll(async () => {
  kafka = await testBus({ topics: [], env: { ATRIUM_TOPIC_PARTITIONS: '1' } });
});
afterAll(() => kafka.stop());

beforeEach(async () => {
  service = `s${randomUUID().slice(0, 8)}`;
  topic = kafka.bus.topic(service);
  await kafka.bus.ensureTopics([topic]);
});

/** A process that listens. */
async function listener(run: (start: () => Promise<void>) => Promise<void> = (start) => start()) {
  const heard: string[] = [];
  let gaps = 0;
  const bus = kafka.another();
  bus.broadcast(
    [service],
    ({ subject }) => heard.push(subject),
    () => gaps++,
  );
  await run(async () => bus.start?.());
  return { bus, heard, gaps: () => gaps };
}

const send = (subject: number | string, bus: Bus = kafka.bus) =>
  bus.send(topic, [
    {
      key: String(subject),
      value: '{}',
      headers: { ce_id: uuidv7(), ce_type: `atrium.${service}.thing.done.v1`, ce_subject: String(subject) },
    },
  ]);

test('every process hears every event from the moment it has started, and none from before', async () => {
  await send('before');
  const processes = await Promise.all([listener(), listener()]);
  for (let index = 0; index < 5; index++) await send(index);
  await until('all have heard all', () => processes.every(({ heard }) => heard.length === 5));
  for (const { heard, gaps } of processes) {
    expect(heard).toEqual(['0', '1', '2', '3', '4']);
    expect(gaps()).toBe(0);
  }
});

test('a listener that fails, and a message that is no event, hold up nothing', async () => {
  const bus = kafka.another();
  const heard: string[] = [];
  bus.broadcast([service], () => {
    throw new Error('It fails.');
  });
  bus.broadcast([service], ({ subject }) => heard.push(subject));
  await bus.start?.();
  await kafka.bus.send(topic, [{ key: 'a', value: 'no event' }]);
  await send(1);
  await until('the other has heard it', () => heard.length === 1);
});

test('a process cut off from Kafka hears afterwards what it has missed; what Kafka has deleted it is told of as a gap', async () => {
  const outage = outageOf(kafkaPort());
  onTestFinished(outage.restore);
  const cut = await listener((start) => outage.run(start));
  await send(1);
  await until('the first is heard', () => cut.heard.length === 1);

  outage.begin();
  await send(2);
  await send(3);
  // Longer than kafkajs itself tries.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  outage.end();
  await until('the others are heard', () => cut.heard.length === 3);
  expect(cut.heard).toEqual(['1', '2', '3']);
  expect(cut.gaps()).toBe(0);

  outage.begin();
  await send(4);
  const admin = kafka.bus.kafka.admin();
  onTestFinished(() => admin.disconnect());
  await admin.connect();
  await admin.fetchTopicOffsets(topic);
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '4' }] });
  await send(5);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  outage.end();
  await until('what is left is heard', () => cut.heard.length === 4);
  expect(cut.heard).toEqual(['1', '2', '3', '5']);
  expect(cut.gaps()).toBe(1);
});

test('a memory takes what came shortly before its process, and then all that follows; listeners hear only that', async () => {
  await send('before');
  const bus = kafka.another();
  const [taken, heard]: [string[], string[]] = [[], []];
  let begin = -1;
  bus.remember({
    services: [service],
    begin: (_, { offset }) => {
      begin = offset;
    },
    take: ({ subject }, { offset }) => taken.push(`${offset} ${subject}`),
    onGap: () => taken.push('gap'),
  });
  bus.broadcast([service], ({ subject }) => heard.push(subject));
  await bus.start?.();
  await send('after');
  await until('the last is heard', () => heard.includes('after'));
  expect(begin).toBe(0);
  expect(taken).toEqual(['0 before', '1 after']);
  expect(heard).toEqual(['after']);
});

test('a memory does not reach further back than a thousand events of a partition', async () => {
  const headers = { ce_id: uuidv7(), ce_type: `atrium.${service}.thing.done.v1`, ce_subject: 'old' };
  await kafka.bus.send(
    topic,
    Array.from({ length: 1_200 }, () => ({ key: 'old', value: '{}', headers })),
  );
  const bus = kafka.another();
  const begins: number[] = [];
  bus.remember({
    services: [service],
    begin: (_, { offset }) => begins.push(offset),
    take: () => undefined,
    onGap: () => undefined,
  });
  await bus.start?.();
  expect(begins).toEqual([200]);
});

test('a topic that has no leader yet is asked about again, whatever kafkajs makes of it', async () => {
  const unled = 2;
  let asked = 0;
  const cluster = {
    addTargetTopic: () => Promise.resolve(),
    refreshMetadataIfNecessary: () => Promise.resolve(),
    findTopicPartitionMetadata: () => [{ partitionId: 0 }],
    fetchTopicsOffset: () =>
      Promise.resolve(++asked > unled ? [{ topic: 'new', partitions: [{ partition: 0, offset: '7' }] }] : []),
  };
  const client = adminOf({ logger: { namespace: () => ({}) }, cluster });
  await expect(client.fetchTopicOffsets('new')).rejects.toThrow(TypeError);
  asked = 0;
  expect(await onceLed(() => client.fetchTopicOffsets('new'))).toMatchObject([{ partition: 0, high: '7' }]);
  await expect(onceLed(() => Promise.reject(new TypeError('Another mistake')))).rejects.toThrow('Another mistake');
});

type Offsets = Pick<Admin, 'fetchTopicOffsets'>;

/** The admin client of kafkajs over a cluster of our own. */
function adminOf(parts: object): Offsets {
  const make: unknown = createRequire(import.meta.url)('kafkajs/src/admin/index.js');
  if (!isMaker(make)) throw new Error('kafkajs makes its admin client elsewhere.');
  return make(parts);
}

const isMaker = (value: unknown): value is (parts: object) => Offsets => typeof value === 'function';
