import { expect, test } from 'vitest';
import { roundedPath } from './line-path';

test('corners are rounded, ends are not', () => {
  expect(
    roundedPath([
      [0, 0],
      [0, 20],
      [30, 20],
    ]),
  ).toBe('M0 0L0 14Q0 20 6 20L30 20');
});

test('a point that is there twice is no corner, and a short way is rounded by half', () => {
  expect(
    roundedPath([
      [0, 0],
      [0, 0],
      [0, 4],
      [10, 4],
    ]),
  ).toBe('M0 0L0 2Q0 4 5 4L10 4');
});
