import { randomUUID } from 'node:crypto';
import {
  type Admin,
  type Consumer as KafkaConsumer,
  type IHeaders,
  Kafka,
  type KafkaConfig,
  logLevel,
  type Message,
  type Producer,
} from 'kafkajs';
import { calmKafkajs } from './kafkajs-idle.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import type { Settings } from './settings.js';

/** An event as it came over Kafka: a CloudEvent in binary mode. */
export type BusEvent = {
  /** `ce_id`, unique over all time: what deduplicates. */
  readonly id: string;
  /** The service that sent it, e.g. "tasks". */
  readonly service: string;
  /** The aggregate, e.g. "task", and what was done to it, e.g. "completed". */
  readonly kind: string;
  readonly action: string;
  readonly subject: string;
  readonly version: number;
  /** Whose screens change: "u:SUBJECT", "d:ID", or "*" for everyone. */
  readonly audience: readonly string[];
  readonly at: Date;
  readonly traceparent?: string | undefined;
  readonly value: Buffer;
  /** The event message in proto-JSON, parsed when asked for. */
  json(): unknown;
};

export type Bus = Module & {
  readonly kafka: Kafka;
  topic(service: string): string;
  /** Makes missing topics with the set partitions, replication and retention. */
  ensureTopics(names: readonly string[]): Promise<void>;
  send(topic: string, messages: Message[]): Promise<void>;
  /**
   * Every process hears every event of the services from the moment it has started; nothing is kept for a process that
   * is away. `onGap` is told when events may have been missed. Handlers are quick and do not throw.
   */
  broadcast(services: readonly string[], handle: (event: BusEvent) => void, onGap?: () => void): void;
};

/** The one place that knows kafkajs. */
export function createBus(settings: Settings, log: Log): Bus {
  calmKafkajs();
  const kafka = new Kafka({
    ...connection(settings),
    clientId: `atrium-${settings.target.join('-')}`,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      const level = entry.level === logLevel.ERROR ? 'warn' : 'debug';
      log[level]({ kafka: entry.log.message, broker: entry.log.broker, groupId: entry.log.groupId }, 'Kafka client');
    },
  });
  let producer: Producer | undefined;
  const listeners: { services: Set<string>; handle: (event: BusEvent) => void; onGap?: (() => void) | undefined }[] = [];
  let broadcasts: KafkaConsumer | undefined;
  const topic = (service: string) => `${settings.topicPrefix}${service}.v1`;

  async function startBroadcasts(): Promise<void> {
    if (listeners.length === 0) return;
    const services = [...new Set(listeners.flatMap((listener) => [...listener.services]))];
    const consumer = kafka.consumer({ groupId: `${settings.topicPrefix}broadcast.${randomUUID()}`, maxWaitTimeInMs: 100 });
    broadcasts = consumer;
    const joined = new Promise<void>((resolve) => {
      let before = false;
      consumer.on(consumer.events.GROUP_JOIN, () => {
        if (before) for (const listener of listeners) listener.onGap?.();
        before = true;
        resolve();
      });
    });
    await consumer.connect();
    await consumer.subscribe({ topics: services.map(topic), fromBeginning: false });
    await consumer.run({
      autoCommitInterval: 5_000,
      eachMessage: async ({ message, topic: from }) => {
        const event = busEvent(message.headers, message.value);
        if (!event) return log.warn({ topic: from }, 'A message without CloudEvents headers was left out');
        for (const listener of listeners) if (listener.services.has(event.service)) tell(listener.handle, event, log);
      },
    });
    await joined;
  }

  return {
    name: 'Kafka',
    kafka,
    topic,
    async start() {
      producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
      await producer.connect();
      await startBroadcasts();
    },
    async stop() {
      await broadcasts?.disconnect();
      await producer?.disconnect();
    },
    async ensureTopics(names) {
      const admin = kafka.admin();
      await admin.connect();
      try {
        const existing = new Set(await admin.listTopics());
        const missing = names.filter((name) => !existing.has(name));
        if (missing.length === 0) return;
        const retention = String(settings.topicRetentionDays * 86_400_000);
        await admin.createTopics({
          waitForLeaders: false,
          topics: missing.map((name) => ({
            topic: name,
            numPartitions: settings.topicPartitions,
            replicationFactor: settings.topicReplication,
            configEntries: [{ name: 'retention.ms', value: retention }],
          })),
        });
        await untilLed(admin, names);
      } finally {
        await admin.disconnect();
      }
    },
    async send(to, messages) {
      if (!producer) throw new Error('The Kafka producer has not started.');
      await producer.send({ topic: to, messages, acks: -1 });
    },
    broadcast(services, handle, onGap) {
      listeners.push({ services: new Set(services), handle, onGap });
    },
  };
}

/** A new topic has no leader for a moment, also where another process is making it; nothing can be sent or read before. */
async function untilLed(admin: Admin, topics: readonly string[], seconds = 30): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    try {
      await admin.fetchTopicMetadata({ topics: [...topics] });
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function connection({ kafkaBrokers, kafkaSsl, kafkaSasl }: Settings): KafkaConfig {
  const base = { brokers: kafkaBrokers, ssl: kafkaSsl, retry: { initialRetryTime: 100, retries: 8, maxRetryTime: 5_000 } };
  if (!kafkaSasl) return base;
  const { mechanism, username, password } = kafkaSasl;
  if (mechanism === 'plain') return { ...base, sasl: { mechanism: 'plain', username, password } };
  if (mechanism === 'scram-sha-256') return { ...base, sasl: { mechanism: 'scram-sha-256', username, password } };
  return { ...base, sasl: { mechanism: 'scram-sha-512', username, password } };
}

function tell(handle: (event: BusEvent) => void, event: BusEvent, log: Log): void {
  try {
    handle(event);
  } catch (error) {
    log.error({ err: error, event: event.id }, `A listener failed on ${event.kind} ${event.subject} ${event.action}`);
  }
}

/** Reads the CloudEvents headers (CloudEvents 1.0, Kafka protocol binding, binary mode); undefined where they are not ours. */
export function busEvent(headers: IHeaders | undefined, value: Buffer | null): BusEvent | undefined {
  const header = (name: string) => headers?.[name]?.toString();
  const [, service, kind, action] = /^atrium\.(\w+)\.(\w+)\.(\w+)\.v1$/.exec(header('ce_type') ?? '') ?? [];
  const id = header('ce_id');
  const subject = header('ce_subject');
  if (!service || !kind || !action || !id || subject === undefined || !value) return undefined;
  return {
    id,
    service,
    kind,
    action,
    subject,
    version: Number(header('version') ?? 0),
    audience: (header('audience') ?? '').split(',').filter(Boolean),
    at: new Date(header('ce_time') ?? 0),
    traceparent: header('traceparent'),
    value,
    json: () => JSON.parse(value.toString('utf8')),
  };
}
