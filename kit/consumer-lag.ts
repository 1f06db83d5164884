import type { Bus } from './bus.js';
import { type Consumer, groupOf, topicsRead } from './consumer.js';
import type { Module } from './lifecycle.js';
import { consumerMetrics } from './metrics.js';

const EVERY_MILLISECONDS = 15_000;

/**
 * Measures how far the consumers are behind, as Kafka has it: for the whole group, whichever replica handles what, and
 * also while nothing moves. What waits in a retry topic until it is due counts as behind.
 */
export function consumerLag(bus: Bus, consumers: readonly Consumer[]): Module & { measure(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;

  async function measure(): Promise<void> {
    for (const consumer of consumers) {
      const group = groupOf(bus, consumer.name);
      for (const [topic, lag] of await bus.lag(group, topicsRead(bus, consumer))) consumerMetrics(group, topic).lag.set(lag);
    }
  }

  return {
    name: 'consumer lag',
    measure,
    start() {
      // Kafka that is away is told of by those who need it; the figures stay as they were.
      timer = setInterval(() => void measure().catch(() => undefined), EVERY_MILLISECONDS);
    },
    stop: () => clearInterval(timer),
  };
}
