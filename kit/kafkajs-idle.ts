import { createRequire } from 'node:module';

/**
 * kafkajs 2.2.4 arms a timer with a negative delay whenever nothing is pending (RequestQueue.scheduleCheckPendingRequests),
 * so that each idle connection burns about a twentieth of a core: https://github.com/tulios/kafkajs/issues/1556.
 * With nothing pending there is nothing to check: return early. kafkajs-idle.test.ts fails once this is no longer needed.
 */
export function calmKafkajs(): void {
  const { prototype } = requestQueue();
  if (calmed.has(prototype)) return;
  calmed.add(prototype);
  const original = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: Pending) {
    if (this.pending.length > 0) original.call(this);
  };
}

const calmed = new WeakSet<object>();

type Pending = { pending: readonly unknown[] };
type RequestQueue = { prototype: { scheduleCheckPendingRequests(this: Pending): void } };

/** The class of which each connection of kafkajs has one. */
export function requestQueue(): RequestQueue {
  const found: unknown = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js');
  if (!isRequestQueue(found)) throw new Error('kafkajs no longer has RequestQueue.scheduleCheckPendingRequests.');
  return found;
}

function isRequestQueue(value: unknown): value is RequestQueue {
  if (typeof value !== 'function') return false;
  const prototype: unknown = value.prototype;
  if (typeof prototype !== 'object' || prototype === null || !('scheduleCheckPendingRequests' in prototype)) return false;
  return typeof prototype.scheduleCheckPendingRequests === 'function';
}
