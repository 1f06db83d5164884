import type { IHeaders, Message } from 'kafkajs';
import type { EventDocument } from './events.js';
import { jsonEncoder } from './proto-json.js';
import { messageNamed } from './registry.js';

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
    json: (): unknown => JSON.parse(value.toString('utf8')),
  };
}

/** An event as a CloudEvent: CloudEvents 1.0, Kafka protocol binding 3.2, binary content mode. */
export function kafkaMessage(service: string, event: EventDocument): Message & { value: string } {
  if (!event.payload) throw new Error(`The unsent event ${event._id} has no payload.`);
  const json = jsonEncoder(messageNamed(event.type))(event.payload.buffer);
  return {
    key: String(event.subject),
    value: JSON.stringify(json),
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
