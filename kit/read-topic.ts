import type { Kafka } from 'kafkajs';
import type { Log } from './log.js';
import { type Incoming, subscription } from './subscription.js';

type Ends = readonly { partition: number; low: string; high: string }[];

/** How long nothing may come before what is missing counts as deleted meanwhile. */
const PATIENCE_MILLISECONDS = 20_000;

/** Reads a topic from `low` to before `high` of each partition, as a group of its own that keeps no place. */
export async function readTopic(kafka: Kafka, log: Log, topic: string, ends: Ends): Promise<Incoming[]> {
  const missing = new Map(
    ends.flatMap(({ partition, low, high }) => (BigInt(high) > BigInt(low) ? [[partition, BigInt(high) - 1n]] : [])),
  );
  const read: Incoming[] = [];
  if (missing.size === 0) return read;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const impatience = setTimeout(finish, PATIENCE_MILLISECONDS);
  const reading = subscription(kafka, log, {
    group: `${topic}.reading`,
    topics: [topic],
    keepsPlace: false,
    onJoin(assigned, seek) {
      for (const partition of assigned[topic] ?? []) {
        const low = ends.find((one) => one.partition === partition)?.low;
        if (low !== undefined) seek(topic, partition, low);
      }
    },
    handle(message) {
      const last = missing.get(message.partition);
      if (last === undefined) return 0;
      impatience.refresh();
      if (BigInt(message.offset) <= last) read.push(message);
      if (BigInt(message.offset) >= last) missing.delete(message.partition);
      if (missing.size === 0) finish();
      return 0;
    },
  });
  try {
    await reading.start?.();
    await finished;
  } finally {
    clearTimeout(impatience);
    await reading.stop?.();
  }
  return read;
}
