import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { consumerGroup, steadyKafkajs } from './kafkajs-clock.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const HOUR = 3_600_000;

/** A member whose clock is set back by an hour: how often it is heard of in the ten seconds after, and when it last noted its place. */
async function setBack() {
  const heartbeat = vi.fn(() => Promise.resolve());
  const member = new (consumerGroup())({
    logger: { namespace: () => ({}) },
    instrumentationEmitter: { emit: () => undefined },
    topics: [],
  });
  const offsetManager = { lastCommit: Date.now() };
  Object.assign(member, { memberId: 'one', coordinator: { heartbeat }, offsetManager });
  vi.setSystemTime(Date.now() - HOUR);
  for (let second = 0; second < 10; second++) {
    await member.heartbeat({ interval: 3_000 });
    vi.setSystemTime(Date.now() + 1_000);
  }
  return { heardOf: heartbeat.mock.calls.length, notedIn: offsetManager.lastCommit - Date.now() };
}

test('kafkajs itself is not heard of until its clock has caught up; once this fails, kafkajs-clock.ts can go', async () => {
  const { heardOf, notedIn } = await setBack();
  expect(heardOf).toBe(0);
  expect(notedIn).toBeGreaterThan(0);
});

test('steadied, it is heard of, and notes its place, whatever is done to the clock', async () => {
  steadyKafkajs();
  steadyKafkajs();
  const { heardOf, notedIn } = await setBack();
  expect(heardOf).toBe(3);
  expect(notedIn).toBeLessThanOrEqual(0);
});
