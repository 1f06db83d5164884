import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { Bench } from './bench.js';
import type { Order, Outcome } from './overload-client.js';
import { atLeast, atMost, type Row } from './report.js';

const Outcome = z.object({
  asked: z.number(),
  good: z.number(),
  turnedAway: z.number(),
  other: z.number(),
  goodRate: z.number(),
  p95: z.number(),
});

/** Five times as much as can be done: how much of it is still done in time, and how soon all is as before. */
export async function overload({ apiUrl, token }: Bench): Promise<Row[]> {
  const client = fork(new URL('./overload-client.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  await once(client, 'message');
  const play = async (how: Pick<Order, 'seconds' | 'clients' | 'rate'>): Promise<Outcome> => {
    client.send({ url: `${apiUrl}/v1/tasks`, token, ...how });
    return Outcome.parse((await once(client, 'message'))[0]);
  };
  try {
    await play({ seconds: 3, clients: 32 });
    const before = await play({ seconds: 5, clients: 32 });
    const during = await play({ seconds: 10, rate: before.goodRate * 5 });
    const after = await play({ seconds: 5, clients: 32 });
    return [
      { what: 'tasks written by 32 clients', figure: `${before.goodRate.toFixed(0)}/s  p95 ${before.p95.toFixed(1)} ms` },
      {
        what: 'five times as many, whatever becomes of them',
        figure: `${during.goodRate.toFixed(0)}/s in time, ${during.turnedAway} of ${during.asked} turned away, ${during.other} given up  p95 ${during.p95.toFixed(0)} ms`,
      },
      atLeast('  done in time / the peak', during.goodRate / before.goodRate, 0.8),
      atMost('  p95 within 5 s afterwards / before', after.p95 / before.p95, 1.5, ''),
    ];
  } finally {
    client.kill();
  }
}
