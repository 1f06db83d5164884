import { randomUUID } from 'node:crypto';
import type { Consumer as KafkaConsumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { pause } from './pause.js';

/** A message as it came, with where from. */
export type Incoming = Pick<KafkaMessage, 'key' | 'value' | 'headers' | 'timestamp' | 'offset'> & {
  topic: string;
  partition: number;
};

export type Subscription = {
  group: string;
  topics: readonly string[];
  /**
   * Handles one message; those of a partition come one after another. Milliseconds in the answer put it and those behind
   * it off for so long. Throws only where it cannot go on at all: the message then comes again.
   */
  handle(message: Incoming): Promise<number> | number;
  /** Whether Kafka keeps where the group stands. Where not, the group is this member's alone, and `group` begins its name. */
  keepsPlace: boolean;
  /** Told at each joining, before the first message of it; `seek` says where to go on. */
  onJoin?(assigned: Record<string, number[]>, seek: (topic: string, partition: number, offset: string) => void): void;
  concurrency?: number;
};

/** Kafka answers at once where there is something; this is how long it waits otherwise, and how long a stop can take. */
const LONGEST_FETCH_MILLISECONDS = 500;
const HEARTBEAT_MILLISECONDS = 3_000;
/** After how long without a heartbeat a member counts as gone; as long the others wait for one that was killed. */
const SESSION_MILLISECONDS = 10_000;
const FIRST_REOPEN_MILLISECONDS = 500;
/** Screens wait for it: who was away for long is to hear again at once when Kafka is back. */
const LONGEST_REOPEN_MILLISECONDS = 3_000;
/** Shorter than the process waits for a part to stop. */
const LONGEST_STOP_MILLISECONDS = 10_000;

/**
 * One member of a consumer group that never gives up: kafkajs ends a consumer for good on errors which it takes for final,
 * such as a right that an operator is about to grant; then another takes its place.
 */
export function subscription(
  kafka: Kafka,
  log: Log,
  it: Subscription,
  { stopMilliseconds = LONGEST_STOP_MILLISECONDS } = {},
): Module {
  const putOff = new Set<NodeJS.Timeout>();
  let consumer: KafkaConsumer | undefined;
  let reopening: NodeJS.Timeout | undefined;
  let reopenMilliseconds = FIRST_REOPEN_MILLISECONDS;
  let stopped = false;

  async function open(): Promise<void> {
    const opened = kafka.consumer({
      groupId: it.keepsPlace ? it.group : `${it.group}.${randomUUID()}`,
      maxWaitTimeInMs: LONGEST_FETCH_MILLISECONDS,
      heartbeatInterval: HEARTBEAT_MILLISECONDS,
      sessionTimeout: SESSION_MILLISECONDS,
      allowAutoTopicCreation: false,
      // kafkajs would join the same group again, and there wait for its own former self to count as gone.
      retry: { restartOnFailure: () => Promise.resolve(it.keepsPlace) },
    });
    consumer = opened;
    opened.on(opened.events.CRASH, ({ payload }) => {
      if (!payload.restart) openAgain(payload.error);
    });
    opened.on(opened.events.GROUP_JOIN, ({ payload }) => {
      reopenMilliseconds = FIRST_REOPEN_MILLISECONDS;
      it.onJoin?.(payload.memberAssignment, (topic, partition, offset) => opened.seek({ topic, partition, offset }));
    });
    try {
      await opened.connect();
      await opened.subscribe({ topics: [...it.topics], fromBeginning: true });
      await opened.run({
        autoCommit: it.keepsPlace,
        autoCommitInterval: 1_000,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: it.concurrency ?? 1,
        eachBatch: handleBatch,
      });
    } catch (error) {
      await opened.disconnect().catch(() => undefined);
      throw error;
    }
  }

  function openAgain(error: unknown): void {
    if (stopped) return;
    log.warn({ err: error, group: it.group }, `The consumer group ${it.group} has stopped on an error; it joins again`);
    reopening = setTimeout(() => {
      open().catch(openAgain);
    }, reopenMilliseconds);
    reopenMilliseconds = Math.min(reopenMilliseconds * 2, LONGEST_REOPEN_MILLISECONDS);
  }

  async function handleBatch({ batch, isRunning, isStale, ...payload }: EachBatchPayload): Promise<void> {
    for (const message of batch.messages) {
      if (!isRunning() || isStale()) return;
      const wait = await beating(payload.heartbeat, () =>
        it.handle({ ...message, topic: batch.topic, partition: batch.partition }),
      );
      if (wait > 0) {
        const resume = payload.pause();
        const timer = setTimeout(() => {
          putOff.delete(timer);
          resume();
        }, wait);
        putOff.add(timer);
        return;
      }
      payload.resolveOffset(message.offset);
      await payload.heartbeat();
      if (it.keepsPlace) await payload.commitOffsetsIfNecessary();
    }
  }

  /** What is in hand is finished, and the group is told; but Kafka may not answer, and its client waits for long. */
  async function leave(): Promise<void> {
    const gone = new AbortController();
    const leaving = async () => {
      await consumer?.disconnect();
      gone.abort();
    };
    await Promise.race([leaving(), pause(stopMilliseconds, gone.signal)]);
    if (gone.signal.aborted) return;
    log.warn({ group: it.group }, `The consumer group ${it.group} was left without a word, because Kafka does not answer`);
  }

  return {
    name: `consumer group ${it.group}`,
    start: open,
    async stop() {
      stopped = true;
      clearTimeout(reopening);
      for (const timer of putOff) clearTimeout(timer);
      await leave();
    },
  };
}

/** Keeps the membership of the group alive while the work takes long. */
async function beating(heartbeat: () => Promise<void>, work: () => Promise<number> | number): Promise<number> {
  const answer = work();
  if (typeof answer === 'number') return answer;
  // A heartbeat that finds the group rebalancing is told by the next one, after the work.
  const timer = setInterval(() => {
    heartbeat().catch(() => undefined);
  }, HEARTBEAT_MILLISECONDS);
  try {
    return await answer;
  } finally {
    clearInterval(timer);
  }
}
