import { expect, test } from 'vitest';
import { broken, figuresOf, type Second, tableOf } from './figures.js';

const quiet: Second = { at: 0, latencies: [], failed: [], closed: 0, back: [], anew: 0, missed: [], heard: 0, twice: 0, next: 0 };

test('the figures of a phase are those of the seconds in it', () => {
  const seconds = [
    { ...quiet, at: 1_000, latencies: [900] },
    { ...quiet, at: 12_000, latencies: Array.from({ length: 99 }, (_, index) => index + 1), closed: 2, back: [120] },
    { ...quiet, at: 15_000, latencies: [400], back: [310], twice: 1 },
    { ...quiet, at: 25_000, latencies: [900], missed: ['late'] },
    { ...quiet, at: 40_000, failed: ['POST tasks 503'] },
  ];
  const figures = figuresOf({ name: 'upgrade', from: 11_000, to: 20_000, settled: 30_000 }, seconds);
  expect(figures).toEqual({
    name: 'upgrade',
    seconds: 9,
    requests: 100,
    failed: 0,
    p50: 51,
    p99: 400,
    closed: 2,
    longestBack: 310,
    anew: 0,
    missed: 1,
    twice: 1,
  });
  expect(tableOf([figures]).split('\n')[2]).toBe('| upgrade | 9 | 100 | 0 | 51 | 400 | 2 | 310 | 0 | 1 | 1 |');
});

test('whatever is not held is said', () => {
  const before = figuresOf({ name: 'before', from: 0, to: 1_000, settled: 1_000 }, [{ ...quiet, at: 500, latencies: [10] }]);
  expect(broken(before, before)).toEqual([]);
  const bad = { ...before, name: 'upgrade', failed: 1, missed: 2, anew: 3, longestBack: 2_001, p99: 21 };
  expect(broken(bad, before)).toHaveLength(5);
});
