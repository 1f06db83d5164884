import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { type BusEvent, busEvent } from './bus-event.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { type Incoming, subscription } from './subscription.js';

export type Listener = {
  services: readonly string[];
  handle(event: BusEvent): void;
  onGap?: (() => void) | undefined;
};

/** For how many tenths of a second a topic may be without a leader when a process starts. */
const LED_ATTEMPTS = 300;

type Options = { kafka: Kafka; log: Log; prefix: string; topic(service: string): string; listeners: readonly Listener[] };

/**
 * Tells every event to the listeners of this process, from the moment at which it starts. The place in each partition is
 * kept in memory, so that no event is left out when the process loses its membership of the group or its connection for a
 * while; where Kafka has deleted some by then, `onGap` says so.
 */
export function broadcast({ kafka, log, prefix, topic, listeners }: Options): Module {
  const places = new Map<string, bigint>();
  let running: Module | undefined;

  /** Where the topics end now: what comes later is heard, also what comes before Kafka has let us in. */
  async function markEnds(topics: readonly string[]): Promise<void> {
    const admin = kafka.admin();
    await admin.connect();
    try {
      for (const name of topics)
        for (const { partition, high } of await onceLed(() => admin.fetchTopicOffsets(name)))
          places.set(`${name}/${partition}`, BigInt(high));
    } finally {
      await admin.disconnect();
    }
  }

  function handle({ topic: from, partition, offset, headers, value }: Incoming): number {
    const place = `${from}/${partition}`;
    const expected = places.get(place) ?? 0n;
    const found = BigInt(offset);
    if (found < expected) return 0;
    if (found > expected) for (const listener of listeners) listener.onGap?.();
    places.set(place, found + 1n);
    const event = busEvent(headers, value);
    if (!event) {
      log.warn({ topic: from }, 'A message without CloudEvents headers was left out');
      return 0;
    }
    for (const listener of listeners) if (listener.services.includes(event.service)) tell(listener, event);
    return 0;
  }

  function tell(listener: Listener, event: BusEvent): void {
    try {
      listener.handle(event);
    } catch (error) {
      log.error({ err: error, event: event.id }, `A listener failed on ${event.kind} ${event.subject} ${event.action}`);
    }
  }

  return {
    name: 'broadcasts',
    async start() {
      // Only now have all of the process's parts said what they listen to.
      const topics = [...new Set(listeners.flatMap((listener) => listener.services))].map(topic);
      if (topics.length === 0) return;
      await markEnds(topics);
      running = subscription(kafka, log, {
        group: `${prefix}broadcast`,
        topics,
        keepsPlace: false,
        handle,
        onJoin(assigned, seek) {
          for (const [name, partitions] of Object.entries(assigned))
            for (const partition of partitions) seek(name, partition, String(places.get(`${name}/${partition}`) ?? 0n));
        },
      });
      await running.start?.();
    },
    stop: () => running?.stop?.(),
  };
}

/** Asks until the topics have leaders: a new one has none for a moment, also where another process is making it. */
export async function onceLed<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!isRetriable(error) || attempt >= LED_ATTEMPTS) throw error;
      await sleep(100);
    }
  }
}

/** kafkajs gives up by another error, of which the first is the cause. */
const isRetriable = (error: unknown): boolean =>
  error instanceof Error && (('retriable' in error && error.retriable === true) || isRetriable(error.cause));
