import type { IHeaders, Message } from 'kafkajs';
import type { ClientSession } from 'mongodb';
import type { Bus } from './bus.js';
import { type BusEvent, busEvent } from './bus-event.js';
import { firstTime } from './inbox.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { consumerMetrics } from './metrics.js';
import { isStorageAway } from './mongo-errors.js';
import type { Store } from './store.js';
import type { Incoming } from './subscription.js';
import { inTrace } from './telemetry.js';

/**
 * Handles the events of some services on one of the replicas, each at least once. Those of an aggregate come in order,
 * except that one which failed comes again later: compare versions where that matters.
 */
export type Consumer = {
  /** The effect it has, e.g. "notify". It names the group, its retry topics and its dead letters: changing it starts anew. */
  name: string;
  store: Store;
  /** The services whose events it hears. */
  services: readonly string[];
  /** Which of them it cares for; all where absent. Others cost no transaction. */
  wants?(event: BusEvent): boolean;
} & (
  | {
      /** The effect, in one transaction with the note that the event is done: it happens once. Runs again when the transaction does. */
      handle(event: BusEvent, session: ClientSession): Promise<void>;
    }
  | {
      /** An effect that does no harm when it is repeated, and may take longer than a transaction can. */
      repeat(event: BusEvent): Promise<void>;
    }
);

/** How long a failed event waits before each further try. After the last it is a dead letter. */
const RETRY_SECONDS = [5, 60, 600];

export const groupOf = (bus: Bus, name: string): string => bus.topic(name).replace(/\.v1$/, '');
export const retryTopic = (bus: Bus, name: string, attempt: number): string => `${bus.topic(name)}.retry.${attempt}`;
export const deadLetterTopic = (bus: Bus, name: string): string => `${bus.topic(name)}.dead`;
const retryTopics = (bus: Bus, name: string): string[] => RETRY_SECONDS.map((_, index) => retryTopic(bus, name, index + 1));

/** The topics a consumer reads. */
export const topicsRead = (bus: Bus, { name, services }: Consumer): string[] => [
  ...services.map(bus.topic),
  ...retryTopics(bus, name),
];

/** The topics a consumer needs beside those it hears. */
export const topicsOf = (bus: Bus, { name }: Consumer): string[] => [...retryTopics(bus, name), deadLetterTopic(bus, name)];

type Options = { retrySeconds?: readonly number[] };

/**
 * Runs a consumer: its topics and its retry topics, in one Kafka group. A failed event goes to the next retry topic with
 * its cause, so that it holds up nothing else; while the database is away nothing can be handled, so the consumer waits.
 */
export function runConsumer(bus: Bus, log: Log, consumer: Consumer, { retrySeconds = RETRY_SECONDS }: Options = {}): Module {
  const group = groupOf(bus, consumer.name);
  const attempts = new Map(retryTopics(bus, consumer.name).map((topic, index) => [topic, index + 1]));
  let stopping = false;
  let timesAway = 0;
  /** The message in each retry topic that waits before all others, and since when by the monotonic clock of this process. */
  const firsts = new Map<string, { offset: string; seen: number }>();

  async function handle(event: BusEvent): Promise<void> {
    if (consumer.wants && !consumer.wants(event)) return;
    await inTrace(event.traceparent, `${consumer.name} ${event.kind}.${event.action}`, async () => {
      await effect(event);
      log.debug({ event: event.id, consumer: consumer.name }, `Heard ${event.kind} ${event.subject} ${event.action}`);
    });
  }

  function effect(event: BusEvent): Promise<void> {
    if ('repeat' in consumer) return consumer.repeat(event);
    const handling = { inbox: consumer.store.inbox, consumer: consumer.name, event: event.id, retentionDays: bus.retentionDays };
    return consumer.store.transaction(undefined, async (session) => {
      if (await firstTime(handling, session)) await consumer.handle(event, session);
    });
  }

  /** Handles the message, or passes it on where that fails. Answers for how long it must wait first. */
  async function receive(message: Incoming): Promise<number> {
    const attempt = attempts.get(message.topic) ?? 0;
    const wait = waitBefore(attempt, message);
    if (wait > 0) return wait;
    const event = busEvent(message.headers, message.value);
    try {
      if (!event) throw new Error('The message has no CloudEvents headers.');
      await handle(event);
      timesAway = 0;
      consumerMetrics(group, message.topic).handled.inc();
    } catch (error) {
      if (stopping) throw error;
      if (isStorageAway(error)) return waitForStorage(error);
      await passOn(message, event, attempt, error);
    }
    return 0;
  }

  /** Never longer than it is to wait at most, however wrong the clock is, or was where the message was sent. */
  function waitBefore(attempt: number, { topic, partition, offset, timestamp }: Incoming): number {
    if (attempt === 0) return 0;
    const place = `${topic}/${partition}`;
    const known = firsts.get(place);
    const first = known?.offset === offset ? known : { offset, seen: performance.now() };
    firsts.set(place, first);
    const milliseconds = secondsBefore(attempt) * 1000;
    return Math.min(Number(timestamp) + milliseconds - Date.now(), first.seen + milliseconds - performance.now());
  }

  const secondsBefore = (attempt: number): number => retrySeconds[attempt - 1] ?? 0;

  function waitForStorage(error: unknown): number {
    if (timesAway === 0) log.warn({ err: error, consumer: consumer.name }, `${consumer.name} waits for its database`);
    timesAway += 1;
    return Math.min(5_000, 250 * 2 ** timesAway);
  }

  async function passOn(message: Incoming, event: BusEvent | undefined, attempt: number, error: unknown): Promise<void> {
    // What is no event now will be none later.
    const last = !event || attempt >= RETRY_SECONDS.length;
    const subject = event ? `${event.kind} ${event.subject} ${event.action}` : `a message of ${message.topic}`;
    const details = { err: error, event: event?.id, consumer: consumer.name, attempt: attempt + 1 };
    if (last) log.error(details, `${consumer.name} gave up on ${subject}: it is among the dead letters`);
    else log.warn(details, `${consumer.name} failed on ${subject}; it is tried again in ${secondsBefore(attempt + 1)} s`);
    const to = last ? deadLetterTopic(bus, consumer.name) : retryTopic(bus, consumer.name, attempt + 1);
    await bus.send(to, [passedOn(message, attempt + 1, error)]);
    const measured = consumerMetrics(group, message.topic);
    (last ? measured.deadLetters : measured.retries).inc();
  }

  const subscribed = bus.subscribe({
    group,
    topics: topicsRead(bus, consumer),
    keepsPlace: true,
    handle: receive,
    concurrency: 4,
  });
  return {
    name: `consumer ${consumer.name}`,
    start: subscribed.start,
    async stop() {
      stopping = true;
      await subscribed.stop?.();
    },
  };
}

/** The headers that say what has become of a message: where it was first, how often it was tried, and why it failed. */
export const passedOnHeaders = {
  firstTopic: 'x-first-topic',
  attempts: 'x-attempts',
  failedAt: 'x-failed-at',
  cause: 'x-cause',
} as const;

/** The message for a retry or dead-letter topic: as it came, with where from and why. */
function passedOn(message: Incoming, attempts: number, error: unknown): Message {
  const headers: IHeaders = { ...message.headers };
  headers[passedOnHeaders.firstTopic] ??= message.topic;
  headers[passedOnHeaders.attempts] = String(attempts);
  headers[passedOnHeaders.failedAt] = new Date().toISOString();
  headers[passedOnHeaders.cause] = (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
  return { key: message.key, value: message.value, headers };
}
