import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import { type BusEvent, busEvent } from './bus-event.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { type Incoming, subscription } from './subscription.js';

/** Where an event stands among those of its service: later ones of the partition have greater offsets, without a hole. */
export type Place = { readonly partition: number; readonly offset: number };

export type Listener = {
  services: readonly string[];
  handle(event: BusEvent): void;
  onGap?: (() => void) | undefined;
};

/** One that also hears what came shortly before the process, so that it can answer for that time too. */
export type Memory = {
  readonly services: readonly string[];
  /** From which offset on events of the partition are told; before the first of them. */
  begin(service: string, place: Place): void;
  take(event: BusEvent, place: Place): void;
  /** Told when events have been missed. */
  onGap(): void;
};

/** How far back memories reach, in time and in events of one partition. */
const MEMORY_MILLISECONDS = 60_000;
export const MEMORY_EVENTS = 1_000;

/** For how many tenths of a second a topic may be without a leader when a process starts. */
const LED_ATTEMPTS = 300;

type Options = {
  kafka: Kafka;
  log: Log;
  prefix: string;
  topic(service: string): string;
  listeners: readonly Listener[];
  memories: readonly Memory[];
};

/**
 * Tells every event to the listeners of this process, from the moment at which it starts. The place in each partition is
 * kept in memory, so that no event is left out when the process loses its membership of the group or its connection for a
 * while; where Kafka has deleted some by then, `onGap` says so.
 */
export function broadcast({ kafka, log, prefix, topic, listeners, memories }: Options): Module {
  /** What is to be heard next in each partition, and from where on it is told to listeners. */
  const places = new Map<string, bigint>();
  const firsts = new Map<string, bigint>();
  let running: Module | undefined;

  /** Where the topics end now: what comes later is heard, also what comes before Kafka has let us in. */
  async function markEnds(services: readonly string[]): Promise<void> {
    const admin = kafka.admin();
    await admin.connect();
    try {
      for (const service of services)
        for (const { partition, high } of await onceLed(() => admin.fetchTopicOffsets(topic(service)))) {
          places.set(`${topic(service)}/${partition}`, BigInt(high));
          firsts.set(`${topic(service)}/${partition}`, BigInt(high));
        }
      for (const service of new Set(memories.flatMap((memory) => memory.services))) await goBack(admin, service);
    } finally {
      await admin.disconnect();
    }
  }

  /** Begins a little earlier where there is somebody to remember it. */
  async function goBack(admin: Admin, service: string): Promise<void> {
    const name = topic(service);
    const since = Date.now() - MEMORY_MILLISECONDS;
    for (const { partition, offset } of await onceLed(() => admin.fetchTopicOffsetsByTimestamp(name, since))) {
      const end = firsts.get(`${name}/${partition}`) ?? 0n;
      const recent = BigInt(offset) < end ? BigInt(offset) : end;
      const begin = end - recent > BigInt(MEMORY_EVENTS) ? end - BigInt(MEMORY_EVENTS) : recent;
      places.set(`${name}/${partition}`, begin);
      for (const memory of memories)
        if (memory.services.includes(service)) memory.begin(service, { partition, offset: Number(begin) });
    }
  }

  function handle({ topic: from, partition, offset, headers, value }: Incoming): number {
    const place = `${from}/${partition}`;
    const expected = places.get(place) ?? 0n;
    const found = BigInt(offset);
    const first = firsts.get(place) ?? 0n;
    if (found < expected) return 0;
    if (found > expected) for (const memory of memories) memory.onGap();
    if (found > expected && found > first) for (const listener of listeners) listener.onGap?.();
    places.set(place, found + 1n);
    const event = busEvent(headers, value);
    if (!event) {
      log.warn({ topic: from }, 'A message without CloudEvents headers was left out');
      return 0;
    }
    const at = { partition, offset: Number(found) };
    for (const memory of memories) if (memory.services.includes(event.service)) memory.take(event, at);
    if (found < first) return 0;
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
      const services = [...new Set([...listeners, ...memories].flatMap((one) => one.services))];
      if (services.length === 0) return;
      await markEnds(services);
      running = subscription(kafka, log, {
        group: `${prefix}broadcast`,
        topics: services.map(topic),
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

/**
 * kafkajs gives up by another error, of which the first is the cause; and where no partition of a topic has a leader yet, it takes apart
 * an answer that it has not got (fetchTopicOffsets of kafkajs 2.2.4).
 */
const isRetriable = (error: unknown): boolean =>
  error instanceof Error &&
  (('retriable' in error && error.retriable === true) ||
    (error instanceof TypeError && error.message.includes("'partitions'")) ||
    isRetriable(error.cause));
