import type { Message } from 'kafkajs';
import { type Collection, ReadConcern } from 'mongodb';
import { kafkaMessage } from './bus-event.js';
import type { EventDocument } from './events.js';
import { type Held, type LeaseDocument, underLease } from './lease.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { outboxMetrics } from './metrics.js';
import { pause } from './pause.js';

type Options = {
  service: string;
  topic: string;
  events: Collection<EventDocument>;
  leases: Collection<LeaseDocument>;
  send(topic: string, messages: Message[]): Promise<void>;
  holder: string;
  log: Log;
  /** How many events it sends at once. */
  batch?: number;
  leaseMilliseconds?: number;
};

export type Relay = Module & { wake(): void };

/** An event on its way to Kafka. */
type Outgoing = { id: string; message: Message & { value: string } };

/** How often it looks for events that other processes wrote: seldom, unless it has found some of late. */
const POLL_MILLISECONDS = 500;
const BUSY_POLL_MILLISECONDS = 25;
const BUSY_FOR_MILLISECONDS = 5_000;
/** How often every process, whether it holds the lease or not, measures the outbox. */
const MEASURE_MILLISECONDS = 15_000;
/** What it holds in memory at once, but for one event. */
const READ_BYTES = 8 * 1024 * 1024;
/** Brokers take batches up to a megabyte unless told otherwise. */
const BATCH_BYTES = 768 * 1024;
/** Refusals of Kafka that the same message would meet for ever. */
const FOR_EVER = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD']);

/**
 * Sends a service's unsent events to Kafka in the order in which they were written, and marks them. One relay at a time
 * works on a database, the holder of its lease; what this process writes wakes it at once. A crash between sending and
 * marking sends again under the same `ce_id`, so delivery is at least once. A relay that was frozen past its lease may
 * repeat what its successor has sent: whoever reads the topic deduplicates by `ce_id`, and tells old from new by the version.
 */
export function relay({ service, topic, events, leases, send, holder, log, batch = 1_000, leaseMilliseconds }: Options): Relay {
  const measured = outboxMetrics(service);
  let wakeUp = () => {};
  let woken = false;
  let foreignAt = -Infinity;
  let measuring: NodeJS.Timeout | undefined;

  const wake = () => {
    woken = true;
    wakeUp();
  };

  /** Waits until it is woken, or it is time to look for what others wrote. */
  async function idle(signal: AbortSignal): Promise<void> {
    if (woken) return;
    const busy = performance.now() - foreignAt < BUSY_FOR_MILLISECONDS;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, busy ? BUSY_POLL_MILLISECONDS : POLL_MILLISECONDS);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        wakeUp = () => {};
        resolve();
      }
      wakeUp = done;
      signal.addEventListener('abort', done);
    });
  }

  /**
   * Read from one point in time: two reads would miss an event that was committed between them and belongs before one that
   * the second found. It sees only what a majority of MongoDB has, which no failover takes back.
   */
  async function unsent(): Promise<EventDocument[]> {
    const options = { readConcern: new ReadConcern('snapshot'), batchSize: batch };
    const found: EventDocument[] = [];
    let bytes = 0;
    for await (const event of events.find({ sent: false }, options).sort({ at: 1, _id: 1 }).limit(batch)) {
      found.push(event);
      bytes += event.payload?.length() ?? 0;
      if (bytes > READ_BYTES) break;
    }
    return found;
  }

  async function sendBatch({ holds, signal }: Held): Promise<number> {
    const found = await unsent();
    const outgoing: Outgoing[] = [];
    for (const event of found) {
      try {
        outgoing.push({ id: event._id, message: kafkaMessage(service, event) });
      } catch (error) {
        await setAside(event._id, error);
      }
    }
    for (const part of partsOf(outgoing)) {
      if (!holds()) return 0;
      await sendPart(part, signal);
    }
    return found.length;
  }

  async function sendPart(part: readonly Outgoing[], signal: AbortSignal): Promise<void> {
    try {
      await answered(
        signal,
        send(
          topic,
          part.map(({ message }) => message),
        ),
      );
    } catch (error) {
      if (!isForEver(error)) throw error;
      const [first, ...others] = part;
      // One of them is the culprit: alone, each shows whether it is the one.
      if (others.length > 0) for (const one of part) await sendPart([one], signal);
      else if (first) await setAside(first.id, error);
      return;
    }
    const ids = part.map(({ id }) => id);
    await events.updateMany({ _id: { $in: ids } }, { $set: { sent: true }, $unset: { payload: 1 } });
    measured.sent.inc(ids.length);
  }

  /** One event that can never be sent must not hold up all others: it leaves the outbox, and keeps its payload. */
  async function setAside(id: string, error: unknown): Promise<void> {
    log.error(
      { err: error, event: id, topic },
      `An event of ${service} can never be sent; it is set aside in its database, and others go on`,
    );
    const undeliverable = error instanceof Error ? error.message : String(error);
    await events.updateOne({ _id: id }, { $set: { sent: true, undeliverable } });
    measured.undeliverable.inc();
  }

  async function work(held: Held): Promise<void> {
    let failures = 0;
    while (!held.signal.aborted) {
      const byWriter = woken;
      woken = false;
      try {
        const sent = await sendBatch(held);
        failures = 0;
        if (sent > 0 && !byWriter) foreignAt = performance.now();
        if (sent === 0) await idle(held.signal);
      } catch (error) {
        if (failures === 0)
          log.warn({ err: error, topic }, `Events of ${service} could not be sent; they stay in the outbox and are tried again`);
        failures += 1;
        await pause(Math.min(5_000, 100 * 2 ** failures), held.signal);
      }
    }
  }

  async function measure(): Promise<void> {
    const oldest = await events.findOne({ sent: false }, { sort: { at: 1, _id: 1 }, projection: { at: 1 } });
    measured.oldestSeconds.set(oldest ? (Date.now() - oldest.at.getTime()) / 1000 : 0);
    measured.unsent.set(oldest ? await events.countDocuments({ sent: false }, { hint: 'unsent' }) : 0);
  }

  const lease = underLease(
    leases,
    { name: 'relay', label: `${service}/relay`, holder, log, ...(leaseMilliseconds && { milliseconds: leaseMilliseconds }) },
    work,
  );
  return {
    name: `${service} relay`,
    wake,
    start() {
      lease.start();
      // A database that is away is told of elsewhere; the figures stay as they were.
      measuring = setInterval(() => void measure().catch(() => undefined), MEASURE_MILLISECONDS);
    },
    async stop() {
      clearInterval(measuring);
      await lease.stop();
    },
  };
}

/** The outcome of a send; once the signal is aborted, Kafka has two more seconds to answer. */
async function answered(signal: AbortSignal, sending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  const late = new Promise<never>((_, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(new Error('Kafka did not answer before the relay stopped.')), 2_000);
    };
    signal.addEventListener('abort', onAbort);
  });
  try {
    await Promise.race([sending, late]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  }
}

const isForEver = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && typeof error.type === 'string' && FOR_EVER.has(error.type);

/** Cuts into parts of which a broker takes each as one batch; a single event may be larger. */
function partsOf(outgoing: readonly Outgoing[]): Outgoing[][] {
  const parts: Outgoing[][] = [];
  let bytes = Infinity;
  for (const one of outgoing) {
    const size = Buffer.byteLength(one.message.value);
    if (bytes + size > BATCH_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(one);
    bytes += size;
  }
  return parts;
}
