import { randomUUID } from 'node:crypto';
import { createProcess, type Service } from '../../kit/chassis.js';
import { underLease } from '../../kit/lease.js';
import { createLog } from '../../kit/log.js';
import { pause } from '../../kit/pause.js';
import { readSettings } from '../../kit/settings.js';

/** Shorter than those of relays and jobs, so that many change hands in a run. */
const LEASE_MILLISECONDS = 3_000;
const ACT_EVERY_MILLISECONDS = 20;
const FIRE_EVERY_MILLISECONDS = 1_000;

type Fence = { _id: string; term: number };
type Act = { holder: string; term: number; accepted: boolean; took: number; at: Date };
type Firing = { _id: string; firing: Date; holder: string; began: Date };

/**
 * Does nothing but work under a lease and a recurring job, on the same chassis as the roles, and writes down each act, so
 * that it can be seen who acted when.
 */
const probe: Service = (chassis) => {
  const store = chassis.store('tasks');
  const holder = process.env.TORTURE_PROBE ?? 'probe';
  const fences = store.collection<Fence>('fences');
  const acts = store.collection<Act>('acts');
  const firings = store.collection<Firing>('firings');

  const lease = underLease(
    store.leases,
    { name: 'torture', holder, log: chassis.log, milliseconds: LEASE_MILLISECONDS },
    async ({ term, signal, holds }) => {
      while (!signal.aborted) {
        await pause(ACT_EVERY_MILLISECONDS, signal);
        const asked = performance.now();
        if (!holds()) continue;
        const { matchedCount } = await fences.updateOne({ _id: 'torture', term: { $lte: term } }, { $set: { term } });
        const took = performance.now() - asked;
        await acts.insertOne({ holder, term, accepted: matchedCount === 1, took, at: new Date() });
      }
    },
  );
  chassis.prepare({
    name: 'fence',
    async start() {
      await fences.updateOne({ _id: 'torture' }, { $setOnInsert: { term: 0 } }, { upsert: true });
    },
  });
  chassis.edge({ name: 'work under a lease', start: lease.start, stop: lease.stop });
  store.job({
    name: 'torture',
    every: FIRE_EVERY_MILLISECONDS,
    async run({ now }) {
      // By the clock of the database: its own may be wrong.
      const fields = { firing: { $literal: now }, holder: { $literal: holder }, began: '$$NOW' };
      await firings.updateOne({ _id: randomUUID() }, [{ $set: fields }], { upsert: true });
    },
  });
};

const settings = readSettings();
const log = createLog({ level: settings.logLevel, development: settings.development });
const { lifecycle } = await createProcess(settings, log, [probe]);
lifecycle.onSignals();
await lifecycle.start();
