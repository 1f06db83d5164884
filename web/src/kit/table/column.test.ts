import { expect, test } from 'vitest';
import { nextSort, orderBy, sortOf } from './column';

test('an order is written as the contract wants it and reads back', () => {
  for (const sort of [
    { id: 'deadline', descending: false },
    { id: 'changed_at', descending: true },
  ]) {
    expect(sortOf(orderBy(sort))).toEqual(sort);
  }
  expect(orderBy({ id: 'deadline', descending: true })).toBe('deadline desc');
  expect(sortOf('')).toBeUndefined();
});

test('clicks on a head go up, down, and away', () => {
  const up = nextSort(undefined, 'title');
  const down = nextSort(up, 'title');
  expect([up, down, nextSort(down, 'title')]).toEqual([
    { id: 'title', descending: false },
    { id: 'title', descending: true },
    undefined,
  ]);
  expect(nextSort(down, 'deadline')).toEqual({ id: 'deadline', descending: false });
});
