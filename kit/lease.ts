import type { Collection } from 'mongodb';
import type { Log } from './log.js';
import { leaseHeld } from './metrics.js';

/** `term` grows by one with each new holder: what is written under a lease can be fenced by it. */
export type LeaseDocument = { _id: string; holder: string; until: Date; term: number };

/** What the work may rely on while it runs. `signal` is aborted once the lease is lost or the process stops. */
export type Held = { readonly term: number; readonly signal: AbortSignal };

type Options = { name: string; holder: string; log: Log; milliseconds?: number; label?: string };

export type LeaseRunner = { start(): void; stop(): Promise<void> };

/**
 * Runs `work` on one process at a time, the holder of the lease, and again on another when the holder is gone.
 *
 * Only the clock of the database counts (`$$NOW`), so clocks of replicas may differ. A holder counts its lease as lost
 * by its own monotonic clock a fifth before the database does, so that two never both act, unless the process was
 * frozen in between; for that, fence writes by `term`.
 */
export function underLease(leases: Collection<LeaseDocument>, options: Options, work: (held: Held) => Promise<void>): LeaseRunner {
  const { name, holder, log, milliseconds = 10_000, label = name } = options;
  const stopping = new AbortController();
  let running = Promise.resolve();

  async function claim(): Promise<{ term: number; lostAt: number } | undefined> {
    const asked = performance.now();
    const term = await claimLease(leases, name, holder, milliseconds);
    return term === undefined ? undefined : { term, lostAt: asked + milliseconds * 0.8 };
  }

  async function hold(first: { term: number; lostAt: number }): Promise<void> {
    const lost = new AbortController();
    const renewing = renew(first.lostAt, first.term, lost);
    leaseHeld(label, true);
    try {
      await work({ term: first.term, signal: lost.signal });
    } catch (error) {
      if (!lost.signal.aborted) log.error({ err: error, lease: name }, `The work under the lease ${name} failed; it starts again`);
    } finally {
      lost.abort();
      await renewing;
      leaseHeld(label, false);
    }
  }

  async function renew(lostAt: number, term: number, lost: AbortController): Promise<void> {
    const giveUp = () => lost.abort();
    stopping.signal.addEventListener('abort', giveUp);
    while (!lost.signal.aborted) {
      await pause(milliseconds / 3, lost.signal);
      if (lost.signal.aborted) break;
      const renewed = await claim().catch(() => undefined);
      if (renewed?.term === term) lostAt = renewed.lostAt;
      else if (renewed || performance.now() >= lostAt) lost.abort();
    }
    stopping.signal.removeEventListener('abort', giveUp);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const claimed = await claim().catch((error: unknown) => {
        log.warn({ err: error, lease: name }, `The lease ${name} could not be asked for`);
        return undefined;
      });
      if (claimed) await hold(claimed);
      if (!stopping.signal.aborted) await pause(milliseconds / 4, stopping.signal);
    }
    await leases.updateOne({ _id: name, holder }, [{ $set: { until: '$$NOW' } }]).catch(() => undefined);
  }

  return {
    start: () => {
      running = run();
    },
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

/** The term under which `holder` now holds the lease for so many milliseconds; undefined where another holds it. */
export async function claimLease(
  leases: Collection<LeaseDocument>,
  name: string,
  holder: string,
  milliseconds: number,
): Promise<number | undefined> {
  const free = { $lte: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] };
  const mine = { $eq: ['$holder', holder] };
  const claimed = await leases.findOneAndUpdate(
    { _id: name },
    [
      {
        $set: {
          term: { $cond: [{ $and: [free, { $not: [mine] }] }, { $add: [{ $ifNull: ['$term', 0] }, 1] }, '$term'] },
          holder: { $cond: [{ $or: [free, mine] }, holder, '$holder'] },
          until: { $cond: [{ $or: [free, mine] }, { $add: ['$$NOW', milliseconds] }, '$until'] },
        },
      },
    ],
    { upsert: true, returnDocument: 'after', writeConcern: { w: 'majority' } },
  );
  return claimed?.holder === holder ? claimed.term : undefined;
}

/** Resolves after the time, or at once when the signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
