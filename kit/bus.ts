import { type Admin, Kafka, type KafkaConfig, logLevel, type Message, Partitioners, type Producer } from 'kafkajs';
import { broadcast, type Listener, type Memory, onceLed } from './broadcast.js';
import type { BusEvent } from './bus-event.js';
import { steadyKafkajs } from './kafkajs-clock.js';
import { calmKafkajs } from './kafkajs-idle.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import type { Settings } from './settings.js';
import { readTopic } from './read-topic.js';
import { type Incoming, type Subscription, subscription } from './subscription.js';

export type { Memory, Place } from './broadcast.js';
export { type BusEvent, busEvent } from './bus-event.js';

export type Bus = Module & {
  readonly kafka: Kafka;
  /** For how many days Kafka keeps what is sent. */
  readonly retentionDays: number;
  topic(service: string): string;
  /** Makes missing topics with the set partitions, replication and retention. */
  ensureTopics(names: readonly string[]): Promise<void>;
  /** Resolves once all replicas in sync have the messages. Rejected messages may yet have arrived. */
  send(topic: string, messages: Message[]): Promise<void>;
  /** Joins a consumer group when started. */
  subscribe(subscription: Subscription): Module;
  /** How many messages of each topic the group has not handled yet. */
  lag(group: string, topics: readonly string[]): Promise<Map<string, number>>;
  /** The topics that there are, with any name. */
  topics(): Promise<string[]>;
  /** Everything that a topic holds now, each partition in its order; of partitions in `from`, what stands there and later. */
  read(topic: string, from?: ReadonlyMap<number, bigint>): Promise<Incoming[]>;
  /** Whether a topic holds anything now. */
  hasMessages(topic: string): Promise<boolean>;
  /**
   * Every process hears every event of the services from the moment it has started; nothing is kept for a process that
   * is away. `onGap` is told when events have been missed. Handlers are quick and do not throw.
   */
  broadcast(services: readonly string[], handle: (event: BusEvent) => void, onGap?: () => void): void;
  /** As `broadcast`, and what came shortly before the start as well. */
  remember(memory: Memory): void;
};

/** What a topic takes at most in one message; what MongoDB can store fits in. */
const LARGEST_MESSAGE_BYTES = 24 * 1024 * 1024;

/** This process's connection to Kafka. */
export function createBus(settings: Settings, log: Log): Bus {
  calmKafkajs();
  steadyKafkajs();
  const kafka = new Kafka({
    ...connection(settings),
    clientId: `atrium-${settings.target.join('-')}`,
    connectionTimeout: 5_000,
    requestTimeout: 10_000,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      const level = entry.level === logLevel.ERROR ? 'warn' : 'debug';
      log[level]({ kafka: entry.log.message, broker: entry.log.broker, groupId: entry.log.groupId }, 'Kafka client');
    },
  });
  const topic = (service: string) => `${settings.topicPrefix}${service}.v1`;
  const listeners: Listener[] = [];
  const memories: Memory[] = [];
  const broadcasts = broadcast({ kafka, log, prefix: settings.topicPrefix, topic, listeners, memories });
  const admin = connectedOnce(() => kafka.admin());
  let producer: Producer | undefined;

  async function createMissing(names: readonly string[]): Promise<void> {
    const client = await admin.get();
    const existing = new Set(await client.listTopics());
    const missing = names.filter((name) => !existing.has(name));
    if (missing.length === 0) return;
    const creating = client.createTopics({
      waitForLeaders: true,
      topics: missing.map((name) => ({
        topic: name,
        numPartitions: settings.topicPartitions,
        replicationFactor: settings.topicReplication,
        configEntries: [
          { name: 'retention.ms', value: String(settings.topicRetentionDays * 86_400_000) },
          { name: 'max.message.bytes', value: String(LARGEST_MESSAGE_BYTES) },
        ],
      })),
    });
    await creating.catch((error: unknown) => {
      throw topicProblem(error);
    });
  }

  return {
    name: 'Kafka',
    kafka,
    retentionDays: settings.topicRetentionDays,
    topic,
    async start() {
      // Not idempotent: kafkajs's idempotent producer is refused for ever (OUT_OF_ORDER_SEQUENCE_NUMBER) once the answer to
      // a send is lost and its retries have run out. Whoever sends again does so under the same ce_id.
      producer = kafka.producer({ allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner });
      await producer.connect();
      await broadcasts.start?.();
    },
    async stop() {
      await broadcasts.stop?.();
      await producer?.disconnect();
      await admin.disconnect();
    },
    // Processes that start at the same moment make them together: one sees a topic of another before it can be asked about,
    // and a busy broker lists one of its own before it leads it. Whoever is asked for offsets does.
    ensureTopics: (names) =>
      onceLed(async () => {
        await createMissing(names);
        const client = await admin.get();
        await Promise.all(names.map((name) => client.fetchTopicOffsets(name)));
      }),
    async send(to, messages) {
      if (!producer) throw new Error('The Kafka producer has not started.');
      await producer.send({ topic: to, messages, acks: -1 });
    },
    subscribe: (wanted) => subscription(kafka, log, wanted),
    lag: async (group, topics) => lagOf(await admin.get(), group, topics),
    topics: async () => (await admin.get()).listTopics(),
    async read(from, places) {
      const ends = await (await admin.get()).fetchTopicOffsets(from);
      const since = (partition: number, low: string) => {
        const place = places?.get(partition) ?? -1n;
        return place > BigInt(low) ? String(place) : low;
      };
      return readTopic(
        kafka,
        log,
        from,
        ends.map(({ partition, low, high }) => ({ partition, low: since(partition, low), high })),
      );
    },
    hasMessages: async (name) => (await (await admin.get()).fetchTopicOffsets(name)).some(({ low, high }) => low !== high),
    broadcast(services, handle, onGap) {
      listeners.push({ services, handle, onGap });
    },
    remember: (memory) => {
      memories.push(memory);
    },
  };
}

function connection({ kafkaBrokers, kafkaSsl, kafkaSasl }: Settings): KafkaConfig {
  const base = { brokers: kafkaBrokers, ssl: kafkaSsl, retry: { initialRetryTime: 100, retries: 5 } };
  if (!kafkaSasl) return base;
  const { mechanism, username, password } = kafkaSasl;
  if (mechanism === 'plain') return { ...base, sasl: { mechanism: 'plain', username, password } };
  if (mechanism === 'scram-sha-256') return { ...base, sasl: { mechanism: 'scram-sha-256', username, password } };
  return { ...base, sasl: { mechanism: 'scram-sha-512', username, password } };
}

/** kafkajs tells what is wrong with each topic only inside of its error. */
function topicProblem(error: unknown): unknown {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return error;
  const reasons = new Set(error.errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))));
  return new Error(`Kafka does not create the topics: ${[...reasons].join('; ')}.`, { cause: error });
}

/** Connects when first asked for; where that fails, again the next time. */
function connectedOnce(make: () => Admin) {
  let connecting: Promise<Admin> | undefined;
  const connect = async () => {
    const admin = make();
    await admin.connect();
    return admin;
  };
  return {
    get: () =>
      (connecting ??= connect().catch((error: unknown) => {
        connecting = undefined;
        throw error;
      })),
    disconnect: async () => (await connecting?.catch(() => undefined))?.disconnect(),
  };
}

async function lagOf(admin: Admin, group: string, topics: readonly string[]): Promise<Map<string, number>> {
  const committed = await admin.fetchOffsets({ groupId: group, topics: [...topics] });
  const lags = new Map<string, number>();
  for (const { topic, partitions } of committed) {
    const places = new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
    let lag = 0n;
    for (const { partition, high, low } of await admin.fetchTopicOffsets(topic)) {
      const place = places.get(partition) ?? -1n;
      // A group that has committed nothing yet begins with the oldest message.
      lag += BigInt(high) - (place < BigInt(low) ? BigInt(low) : place);
    }
    lags.set(topic, Number(lag));
  }
  return lags;
}
