import { expect, test } from 'vitest';
import { batched } from './batch';

const upper = (calls: string[][]) =>
  batched(async (keys) => {
    calls.push(keys);
    return new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, key.toUpperCase()]));
  }, 3);

test('what is asked together goes out as one call, each key once', async () => {
  const calls: string[][] = [];
  const ask = upper(calls);
  expect(await Promise.all([ask('a'), ask('b'), ask('a'), ask('nobody')])).toEqual(['A', 'B', 'A', undefined]);
  expect(calls).toEqual([['a', 'b', 'nobody']]);
});

test('no call grows beyond the limit', async () => {
  const calls: string[][] = [];
  const ask = upper(calls);
  await Promise.all(['a', 'b', 'c', 'd'].map(ask));
  expect(calls).toEqual([['a', 'b', 'c'], ['d']]);
});
