const first = 500;
const longest = 30_000;

/**
 * How long to wait before the attempt of this number, in milliseconds: doubling, and anywhere in the upper half, so that
 * the clients of a restarted server don't come back all at once.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random());
}
