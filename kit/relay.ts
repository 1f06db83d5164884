import type { Collection } from 'mongodb';
import type { Message } from 'kafkajs';
import type { EventDocument } from './events.js';
import { type Held, type LeaseDocument, underLease } from './lease.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { pause } from './pause.js';
import { outboxMetrics } from './metrics.js';
import { jsonEncoder } from './proto-json.js';
import { messageNamed } from './registry.js';

type Options = {
  service: string;
  topic: string;
  events: Collection<EventDocument>;
  leases: Collection<LeaseDocument>;
  send(topic: string, messages: Message[]): Promise<void>;
  holder: string;
  log: Log;
  batch?: number;
  /** How often it looks for events that another process wrote; what this process writes wakes it at once. */
  pollMilliseconds?: number;
  leaseMilliseconds?: number;
};

export type Relay = Module & { wake(): void };

/**
 * Sends a service's unsent events to Kafka in the order in which they were written, and marks them. One relay at a time
 * works on a database, the holder of its lease. A crash between sending and marking sends again under the same `ce_id`,
 * so delivery is at least once. A relay that was frozen past its lease may repeat what its successor has sent: whoever
 * reads the topic deduplicates by `ce_id`, and tells old from new by the version.
 */
export function relay({
  service,
  topic,
  events,
  leases,
  send,
  holder,
  log,
  batch = 500,
  pollMilliseconds = 500,
  leaseMilliseconds,
}: Options): Relay {
  const measured = outboxMetrics(service);
  let wakeUp = () => {};
  let woken = false;

  const wake = () => {
    woken = true;
    wakeUp();
  };

  async function idle(signal: AbortSignal): Promise<void> {
    if (woken) return;
    const until = new AbortController();
    wakeUp = () => until.abort();
    await pause(pollMilliseconds, AbortSignal.any([signal, until.signal]));
    wakeUp = () => {};
  }

  async function sendBatch(): Promise<number> {
    const unsent = await events.find({ sent: false }).sort({ at: 1, _id: 1 }).limit(batch).toArray();
    if (unsent.length === 0) return 0;
    await send(
      topic,
      unsent.map((event) => kafkaMessage(service, event)),
    );
    await events.updateMany({ _id: { $in: unsent.map((event) => event._id) } }, { $set: { sent: true }, $unset: { payload: 1 } });
    measured.sent.inc(unsent.length);
    return unsent.length;
  }

  async function work({ signal }: Held): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      woken = false;
      try {
        const sent = await sendBatch();
        failures = 0;
        if (sent < batch) {
          measured.unsent.set(0);
          measured.oldestSeconds.set(0);
        }
        if (sent === 0) await idle(signal);
      } catch (error) {
        if (failures === 0)
          log.warn({ err: error, topic }, `Events of ${service} could not be sent; they stay in the outbox and are tried again`);
        failures += 1;
        await measure();
        await pause(Math.min(5_000, 100 * 2 ** failures), signal);
      }
    }
  }

  async function measure(): Promise<void> {
    const oldest = await events.findOne({ sent: false }, { sort: { at: 1 }, projection: { at: 1 } }).catch(() => undefined);
    if (oldest) measured.oldestSeconds.set((Date.now() - oldest.at.getTime()) / 1000);
    const unsent = await events.countDocuments({ sent: false }, { hint: 'unsent' }).catch(() => undefined);
    if (unsent !== undefined) measured.unsent.set(unsent);
  }

  const lease = underLease(
    leases,
    { name: 'relay', label: `${service}/relay`, holder, log, ...(leaseMilliseconds && { milliseconds: leaseMilliseconds }) },
    work,
  );
  return { name: `${service} relay`, wake, start: lease.start, stop: lease.stop };
}

/** An event as a CloudEvent: CloudEvents 1.0, Kafka protocol binding 3.2, binary content mode. */
export function kafkaMessage(service: string, event: EventDocument): Message {
  if (!event.payload) throw new Error(`The unsent event ${event._id} has no payload.`);
  const json = jsonEncoder(messageNamed(event.type))(event.payload.buffer);
  return {
    key: String(event.subject),
    value: JSON.stringify(json),
    timestamp: String(event.at.getTime()),
    headers: {
      ce_specversion: '1.0',
      ce_id: event._id,
      ce_source: `/atrium/${service}`,
      ce_type: `atrium.${service}.${event.kind}.${event.action}.v1`,
      ce_subject: String(event.subject),
      ce_time: event.at.toISOString(),
      'content-type': 'application/json',
      version: String(event.version),
      audience: event.audience.join(','),
      ...(event.traceparent && { traceparent: event.traceparent }),
    },
  };
}
