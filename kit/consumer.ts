import type { ClientSession } from 'mongodb';
import type { EachMessagePayload, IHeaders, Consumer as KafkaConsumer, Message } from 'kafkajs';
import { type Bus, type BusEvent, busEvent } from './bus.js';
import { firstTime } from './inbox.js';
import { pause } from './pause.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { consumerMetrics } from './metrics.js';
import { isStorageAway } from './mongo-errors.js';
import type { Store } from './store.js';
import { inTrace } from './telemetry.js';

/** Handles each event of some services once, on one of the replicas. */
export type Consumer = {
  /** The effect it has, e.g. "notify". It names the group, its retry topics and its dead letters: changing it starts anew. */
  name: string;
  store: Store;
  /** The services whose events it hears. */
  services: readonly string[];
  /** Which of them it cares for; all where absent. Others cost no transaction. */
  wants?(event: BusEvent): boolean;
  /** The effect, in one transaction with the note that the event is done. Runs again when the transaction does. */
  handle(event: BusEvent, session: ClientSession): Promise<void>;
};

/** How long a failed event waits before each further try. After the last it is a dead letter. */
const RETRY_SECONDS = [5, 60, 600];

export const retryTopic = (bus: Bus, name: string, attempt: number): string => `${bus.topic(name)}.retry.${attempt}`;
export const deadLetterTopic = (bus: Bus, name: string): string => `${bus.topic(name)}.dead`;
export const groupOf = (bus: Bus, name: string): string => bus.topic(name).replace(/\.v1$/, '');

/** The topics a consumer needs beside those it hears. */
export const topicsOf = (bus: Bus, { name }: Consumer): string[] => [
  ...RETRY_SECONDS.map((_, index) => retryTopic(bus, name, index + 1)),
  deadLetterTopic(bus, name),
];

type Options = { retrySeconds?: readonly number[] };

/**
 * Runs a consumer: its topics and its retry topics, one Kafka group each. A failed event goes to the next retry topic with
 * its cause, so that it holds up nothing else; while the database is away nothing can be handled, so the consumer waits.
 */
export function runConsumer(bus: Bus, log: Log, consumer: Consumer, { retrySeconds = RETRY_SECONDS }: Options = {}): Module {
  const stopping = new AbortController();
  const running: KafkaConsumer[] = [];
  const group = groupOf(bus, consumer.name);

  async function handle(event: BusEvent): Promise<void> {
    if (consumer.wants && !consumer.wants(event)) return;
    await inTrace(event.traceparent, `${consumer.name} ${event.kind}.${event.action}`, () =>
      consumer.store.transaction(undefined, async (session) => {
        if (await firstTime(consumer.store.inbox, consumer.name, event.id, session)) await consumer.handle(event, session);
      }),
    );
  }

  /** Handles the event; where that fails, puts it into the next retry topic or among the dead letters. */
  async function handleOrPass(message: EachMessagePayload['message'], topic: string, attempt: number): Promise<void> {
    const measured = consumerMetrics(group, topic);
    const event = busEvent(message.headers, message.value);
    try {
      if (!event) throw new Error('The message has no CloudEvents headers.');
      await untilStorageIsBack(() => handle(event));
      measured.handled.inc();
    } catch (error) {
      if (stopping.signal.aborted) throw error;
      const last = attempt >= retrySeconds.length;
      const subject = event ? `${event.kind} ${event.subject} ${event.action}` : `a message of ${topic}`;
      log[last ? 'error' : 'warn'](
        { err: error, event: event?.id, consumer: consumer.name, attempt: attempt + 1 },
        last
          ? `${consumer.name} gave up on ${subject}: it is among the dead letters`
          : `${consumer.name} failed on ${subject}; it is tried again in ${retrySeconds[attempt]} s`,
      );
      const to = last ? deadLetterTopic(bus, consumer.name) : retryTopic(bus, consumer.name, attempt + 1);
      await bus.send(to, [passedOn(message, topic, error)]);
      (last ? measured.deadLetters : measured.retries).inc();
    }
  }

  async function untilStorageIsBack(work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!isStorageAway(error) || stopping.signal.aborted) throw error;
        if (attempt === 1) log.warn({ err: error, consumer: consumer.name }, `${consumer.name} waits for its database`);
        await pause(Math.min(5_000, 200 * 2 ** attempt), stopping.signal);
      }
    }
  }

  /** Waits until the message is due, keeping the membership of the group alive. */
  async function untilDue(
    message: EachMessagePayload['message'],
    seconds: number,
    heartbeat: () => Promise<void>,
  ): Promise<void> {
    const due = Number(message.timestamp) + seconds * 1000;
    while (Date.now() < due && !stopping.signal.aborted) {
      await pause(Math.min(2_000, due - Date.now()), stopping.signal);
      await heartbeat();
    }
    if (stopping.signal.aborted) throw new Error('The consumer is stopping.');
  }

  async function run(groupId: string, topics: string[], each: (payload: EachMessagePayload) => Promise<void>): Promise<void> {
    const kafka = bus.kafka.consumer({
      groupId,
      maxWaitTimeInMs: 100,
      allowAutoTopicCreation: false,
      retry: { restartOnFailure: async () => true },
    });
    running.push(kafka);
    await kafka.connect();
    await kafka.subscribe({ topics, fromBeginning: true });
    await kafka.run({
      partitionsConsumedConcurrently: 4,
      eachBatchAutoResolve: true,
      autoCommitInterval: 1_000,
      eachMessage: each,
    });
    kafka.on(kafka.events.END_BATCH_PROCESS, ({ payload }) => {
      const behind = Number(payload.highWatermark) - Number(payload.lastOffset) - 1;
      consumerMetrics(groupId, payload.topic).lag.set(Math.max(0, behind));
    });
  }

  return {
    name: `consumer ${consumer.name}`,
    async start() {
      await run(group, consumer.services.map(bus.topic), ({ message, topic }) => handleOrPass(message, topic, 0));
      await Promise.all(
        retrySeconds.map((seconds, index) =>
          run(
            `${group}.retry.${index + 1}`,
            [retryTopic(bus, consumer.name, index + 1)],
            async ({ message, topic, heartbeat }) => {
              await untilDue(message, seconds, heartbeat);
              await handleOrPass(message, topic, index + 1);
            },
          ),
        ),
      );
    },
    async stop() {
      stopping.abort();
      await Promise.all(running.map((kafka) => kafka.disconnect()));
    },
  };
}

/** The message for a retry or dead-letter topic: as it came, with where from and why. */
function passedOn(message: EachMessagePayload['message'], topic: string, error: unknown): Message {
  const headers: IHeaders = { ...message.headers };
  headers['x-first-topic'] ??= topic;
  headers['x-failed-at'] = new Date().toISOString();
  headers['x-cause'] = (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
  return { key: message.key, value: message.value, headers };
}
