import { randomUUID } from 'node:crypto';
import { type Bus, createBus } from '../kit/bus.js';
import { readSettings } from '../kit/settings.js';
import type { Incoming } from '../kit/subscription.js';
import { testLog } from './log.js';

export const kafkaPort = (): number => Number(process.env.KAFKA_BROKERS?.split(':')[1]);

/** A bus of its own on the real Kafka; `another` is that of a further process. */
export async function testBus({ topics = ['tasks'], env = {} }: { topics?: string[]; env?: Record<string, string> } = {}) {
  const settings = readSettings({
    ...process.env,
    ATRIUM_DEVELOPMENT: 'true',
    ATRIUM_TOPIC_PREFIX: `test.${randomUUID().slice(0, 8)}.`,
    ...env,
  });
  const opened: Bus[] = [];
  const make = () => {
    const bus = createBus(settings, testLog);
    opened.push(bus);
    return bus;
  };
  const bus = make();
  await bus.ensureTopics(topics.map(bus.topic));
  await bus.start?.();
  return {
    settings,
    bus,
    another: make,
    async stop() {
      for (const one of opened) await one.stop?.();
    },
  };
}

export type TestBus = Awaited<ReturnType<typeof testBus>>;

/** Everything a topic holds, from its beginning on, growing. */
export async function follow(bus: Bus, topic: string): Promise<{ messages: Incoming[]; stop(): Promise<void> }> {
  const messages: Incoming[] = [];
  const reading = bus.subscribe({
    group: `${topic}.reader`,
    topics: [topic],
    keepsPlace: false,
    handle(message) {
      messages.push(message);
      return 0;
    },
  });
  await reading.start?.();
  return {
    messages,
    stop: async () => {
      await reading.stop?.();
    },
  };
}
