import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { calmKafkajs, requestQueue } from './kafkajs-idle.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A connection's queue as far as the timer is concerned. */
const queue = (pending: unknown[]) => ({
  pending,
  throttledUntil: -1,
  throttleCheckTimeoutId: null,
  checkPendingRequests: vi.fn(),
});

test('kafkajs itself arms a timer for an idle connection, which it need not; once this fails, kafkajs-idle.ts can go', () => {
  requestQueue().prototype.scheduleCheckPendingRequests.call(queue([]));
  expect(vi.getTimerCount()).toBe(1);
});

test('calmed, it arms none while nothing is pending, and one where something is', () => {
  calmKafkajs();
  calmKafkajs();
  const { scheduleCheckPendingRequests } = requestQueue().prototype;
  scheduleCheckPendingRequests.call(queue([]));
  expect(vi.getTimerCount()).toBe(0);

  const waiting = queue(['request']);
  scheduleCheckPendingRequests.call(waiting);
  vi.runAllTimers();
  expect(waiting.checkPendingRequests).toHaveBeenCalledOnce();
});
