import { z } from 'zod';

/** What the clients told of one second. */
export const second = z.object({
  at: z.number(),
  /** Milliseconds of each request that was answered well. */
  latencies: z.array(z.number()),
  failed: z.array(z.string()),
  /** Sockets that were closed, and after how many milliseconds each was let in again. */
  closed: z.number(),
  back: z.array(z.number()),
  /** How often a socket had to read anew instead of going on where it was. */
  anew: z.number(),
  /** Writes that a socket never heard of. */
  missed: z.array(z.string()),
  heard: z.number(),
  twice: z.number(),
  /** Answers that only the next version gives. */
  next: z.number(),
});
export type Second = z.output<typeof second>;

/** What was done to the release, and when. */
export interface Phase {
  name: string;
  from: number;
  to: number;
  /** When also what came of it late had been told. */
  settled: number;
}

export interface Figures {
  name: string;
  seconds: number;
  requests: number;
  failed: number;
  p50: number;
  p99: number;
  closed: number;
  longestBack: number;
  anew: number;
  missed: number;
  twice: number;
}

const BACK_WITHIN_MILLISECONDS = 2_000;
const TIMES_AS_SLOW = 2;

export function figuresOf({ name, from, to, settled }: Phase, seconds: readonly Second[]): Figures {
  // A line tells of the second before it.
  const between = (end: number) => seconds.filter(({ at }) => at > from && at <= end + 1_000);
  const within = between(settled);
  const sum = (of: (second: Second) => number) => within.reduce((total, one) => total + of(one), 0);
  const latencies = between(to)
    .flatMap((one) => one.latencies)
    .toSorted((a, b) => a - b);
  return {
    name,
    seconds: Math.round((to - from) / 1000),
    requests: latencies.length + sum(({ failed }) => failed.length),
    failed: sum(({ failed }) => failed.length),
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    closed: sum(({ closed }) => closed),
    longestBack: Math.max(0, ...within.flatMap(({ back }) => back)),
    anew: sum(({ anew }) => anew),
    missed: sum(({ missed }) => missed.length),
    twice: sum(({ twice }) => twice),
  };
}

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** What a phase did not hold, beside how it was before; empty where all is well. */
export function broken(figures: Figures, before: Figures): string[] {
  const { name, failed, longestBack, anew, missed, p99 } = figures;
  return [
    ...(failed > 0 ? [`${name}: ${failed} requests failed.`] : []),
    ...(missed > 0 ? [`${name}: sockets never heard of ${missed} writes.`] : []),
    ...(anew > 0 ? [`${name}: ${anew} times a socket had to read anew.`] : []),
    ...(longestBack > BACK_WITHIN_MILLISECONDS ? [`${name}: a socket was back only after ${longestBack} ms.`] : []),
    ...(p99 > TIMES_AS_SLOW * before.p99
      ? [`${name}: the p99 of ${p99} ms is more than twice the ${before.p99} ms before.`]
      : []),
  ];
}

/** As a table of Markdown. */
export function tableOf(all: readonly Figures[]): string {
  const head = [
    '',
    's',
    'requests',
    'failed',
    'p50 ms',
    'p99 ms',
    'sockets closed',
    'longest back ms',
    'read anew',
    'missed',
    'twice',
  ];
  const rows = all.map((f) =>
    [f.name, f.seconds, f.requests, f.failed, f.p50, f.p99, f.closed, f.longestBack, f.anew, f.missed, f.twice].join(' | '),
  );
  return [head.join(' | '), head.map(() => '---').join(' | '), ...rows].map((row) => `| ${row} |`).join('\n');
}
