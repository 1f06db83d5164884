// The clients of bench/overload.ts, in a process of their own: what they cost is not the server's.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { statusOf } from './http.js';

const Order = z.object({
  url: z.string(),
  token: z.string(),
  seconds: z.number(),
  /** Either so many who ask one after another, or so many requests a second whatever becomes of them. */
  clients: z.number().optional(),
  rate: z.number().optional(),
});

export type Order = z.output<typeof Order>;

/** Rates are per second, times in milliseconds. */
export type Outcome = { asked: number; good: number; turnedAway: number; other: number; goodRate: number; p95: number };

/** Whoever waits longer has gone away. */
const PATIENCE_MILLISECONDS = 2_000;

async function play({ url, token, seconds, clients = 0, rate = 0 }: Order): Promise<Outcome> {
  const times: number[] = [];
  const counts = { asked: 0, good: 0, turnedAway: 0, other: 0 };
  const end = performance.now() + seconds * 1000;
  const ask = async () => {
    counts.asked += 1;
    const begun = performance.now();
    const status = await statusOf(url, {
      method: 'POST',
      token,
      body: { title: `Wanted ${counts.asked}`, assignee: 'boris' },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    if (status === 503) counts.turnedAway += 1;
    else if (status === 200) {
      counts.good += 1;
      times.push(performance.now() - begun);
    } else counts.other += 1;
  };
  const oneAfterAnother = async () => {
    while (performance.now() < end) await ask();
  };
  const asking: Promise<void>[] = Array.from({ length: clients }, oneAfterAnother);
  const started = performance.now();
  while (rate > 0 && performance.now() < end) {
    const due = ((performance.now() - started) / 1000) * rate;
    while (counts.asked < due) asking.push(ask());
    await sleep(5);
  }
  await Promise.all(asking);
  times.sort((a, b) => a - b);
  return { ...counts, goodRate: counts.good / seconds, p95: times[Math.floor(times.length * 0.95)] ?? 0 };
}

process.on('message', (message) => {
  void play(Order.parse(message)).then((outcome) => process.send?.(outcome));
});
process.send?.('ready');
