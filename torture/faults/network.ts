import { setTimeout as sleep } from 'node:timers/promises';
import type { Proxy } from '../../tests/proxy.js';
import type { Random } from '../../kit/random.js';
import { type FaultKind, SERVERS } from './fault.js';

/** Does something to each way in turn, and opens it again. */
const onWays = (name: string, act: (way: Proxy, random: Random) => void, seconds: number): FaultKind => ({
  name,
  faults: ({ ways, servers }) =>
    [...ways].map(([to, way]) => ({
      about: `the way to ${to}`,
      on: [`the way to ${to}`, ...(servers.ways.has(to) ? [SERVERS] : [])],
      parts: [to],
      async harm(random) {
        act(way, random);
        try {
          await sleep(random.between(500, seconds * 1000));
        } finally {
          way.open();
        }
      },
    })),
});

/** Connections break, and new ones are refused. */
export const cut = onWays('cut', (way) => way.refuse(), 8);

/** Connections stay, and nothing arrives: a firewall that has forgotten them, a cable that is out. */
export const stall = onWays('stall', (way) => way.stall(), 12);

/** Everything arrives, late. */
export const delay = onWays('delay', (way, random) => way.delay(random.between(20, 300)), 10);
