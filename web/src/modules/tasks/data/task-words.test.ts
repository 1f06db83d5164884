import { expect, test } from 'vitest';
import { priorities, priorityOf, statuses, statusOf, toWirePriority, toWireStatus, urgencyOf } from './task-words';

const now = new Date('2026-11-23T06:00:00Z');
const due = (deadline: string | undefined, status = toWireStatus('pending')) =>
  urgencyOf({ status, deadline }, now, 'Asia/Seoul');

test('names go to the wire and back', () => {
  for (const status of statuses) expect(statusOf({ status: toWireStatus(status) })).toBe(status);
  for (const priority of priorities) expect(priorityOf({ priority: toWirePriority(priority) })).toBe(priority);
});

test('a deadline is overdue, due today, later or not there', () => {
  expect(due('2026-11-23T05:59:00Z')).toBe('overdue');
  expect(due('2026-11-23T14:59:00Z')).toBe('today');
  expect(due('2026-11-23T15:00:00Z')).toBe('later');
  expect(due(undefined)).toBe('none');
});

test('what is done is no longer urgent', () => {
  expect(due('2026-11-20T00:00:00Z', toWireStatus('completed'))).toBe('later');
  expect(due('2026-11-20T00:00:00Z', toWireStatus('awaiting_acceptance'))).toBe('later');
});
