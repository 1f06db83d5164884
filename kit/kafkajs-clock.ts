import { createRequire } from 'node:module';

/**
 * kafkajs 2.2.4 remembers by the clock when a member of a group was last heard of, and when it last noted its place. Where the
 * clock is set back by an hour, it does neither for an hour: the member counts as gone again and again. What seems to lie
 * ahead was now. kafkajs-clock.test.ts fails once this is no longer needed.
 */
export function steadyKafkajs(): void {
  const { prototype } = consumerGroup();
  if (steadied.has(prototype)) return;
  steadied.add(prototype);
  const original = prototype.heartbeat;
  prototype.heartbeat = function (this: Member, options) {
    const now = Date.now();
    this.lastRequest = Math.min(this.lastRequest, now);
    if (this.offsetManager) this.offsetManager.lastCommit = Math.min(this.offsetManager.lastCommit, now);
    return original.call(this, options);
  };
}

const steadied = new WeakSet<object>();

type Member = { lastRequest: number; offsetManager: { lastCommit: number } | null };
type ConsumerGroup = {
  new (options: object): Member & { heartbeat(options: { interval: number }): Promise<void> };
  prototype: { heartbeat(this: Member, options: { interval: number }): Promise<void> };
};

/** The class of which each consumer of kafkajs has one. */
export function consumerGroup(): ConsumerGroup {
  const found: unknown = createRequire(import.meta.url)('kafkajs/src/consumer/consumerGroup.js');
  if (!isConsumerGroup(found)) throw new Error('kafkajs no longer has ConsumerGroup.heartbeat.');
  return found;
}

function isConsumerGroup(value: unknown): value is ConsumerGroup {
  if (typeof value !== 'function') return false;
  const prototype: unknown = value.prototype;
  return typeof prototype === 'object' && prototype !== null && 'heartbeat' in prototype;
}
