import type { Binary } from 'mongodb';
import type { FieldChange } from '../gen/atrium/common/v1/common.js';

export type AggregateId = string | number;

/**
 * One write, kept for ever. It is three things at once: the history entry, the outbox message until it is `sent`, and,
 * by `requestId`, the record that makes a repeated request harmless.
 */
export type EventDocument = {
  /** UUIDv7; `ce_id` on Kafka. */
  _id: string;
  /** The aggregate's name, e.g. "task". */
  kind: string;
  subject: AggregateId;
  version: number;
  action: string;
  /** The OIDC subject of who acted; empty where the system did. */
  actor: string;
  automation?: string | undefined;
  at: Date;
  changes: FieldChange[];
  /** Whose screens change: "u:SUBJECT", "d:ID", or "*" for everyone. */
  audience: string[];
  requestId?: string | undefined;
  requestDigest?: string | undefined;
  /** Whether the relay is done with it. */
  sent: boolean;
  /** Why Kafka never took it; it then keeps its payload for a person to look at. */
  undeliverable?: string | undefined;
  traceparent?: string | undefined;
  /** The protobuf message `type` that goes to Kafka as JSON; dropped once sent. */
  type: string;
  payload?: Binary | undefined;
};

/** What every stored aggregate carries. `changedAt` grows with every version, whatever the clocks of the replicas say. */
export type Stored<Id extends AggregateId = AggregateId> = {
  readonly _id: Id;
  readonly version: number;
  readonly changedAt: Date;
};

/** Unique and sortable by time: RFC 9562, UUID version 7. */
export function uuidv7(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(now / 0x10000));
  view.setUint16(4, now % 0x10000);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
