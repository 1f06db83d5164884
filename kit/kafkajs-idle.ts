import { createRequire } from 'node:module';
import { z } from 'zod';

/**
 * kafkajs 2.2.4 arms a timer with a negative delay whenever nothing is pending (RequestQueue.scheduleCheckPendingRequests),
 * so that each idle connection burns about a twentieth of a core: https://github.com/tulios/kafkajs/issues/1556.
 * With nothing pending there is nothing to check: return early. kafkajs-idle.test.ts fails once this is no longer needed.
 */
export function calmKafkajs(): void {
  const queue = RequestQueue.parse(createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js'));
  const original = queue.prototype.scheduleCheckPendingRequests;
  if (calmed.has(queue.prototype)) return;
  calmed.add(queue.prototype);
  queue.prototype.scheduleCheckPendingRequests = function (this: Pending) {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) original.call(this);
  };
}

type Pending = { pending: unknown[]; throttledUntil: number };
type Prototype = { scheduleCheckPendingRequests(this: Pending): void };

const calmed = new WeakSet<object>();

const RequestQueue = z.custom<{ prototype: Prototype }>(
  (value) => typeof value === 'function' && typeof value.prototype?.scheduleCheckPendingRequests === 'function',
  'kafkajs no longer has RequestQueue.scheduleCheckPendingRequests',
);
