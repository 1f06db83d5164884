import { expect, test } from 'vitest';
import { byAge, waitingFilters, waitingSince } from './waiting';

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T09:00:00Z`;

test('what is awaited counts from when it was asked for, what is new from when it was set', () => {
  expect(waitingSince({ createdAt: day(1), awaitedSince: day(5) })).toBe(day(5));
  expect(waitingSince({ createdAt: day(1) })).toBe(day(1));
});

test('who has waited longest comes first, whatever they wait for', () => {
  const tasks = [
    { id: 'asked late', createdAt: day(1), awaitedSince: day(9) },
    { id: 'new', createdAt: day(4) },
    { id: 'asked early', createdAt: day(2), awaitedSince: day(3) },
  ];
  expect(byAge(tasks).map(({ id }) => id)).toEqual(['asked early', 'new', 'asked late']);
});

test('nobody waits for themselves', () => {
  expect(waitingFilters('theirs', 'anna')).toEqual([
    'assignee == "anna" && awaited != null && creator != "anna"',
    'creator == "anna" && status == "new" && awaited == null && assignee != "anna"',
  ]);
});
