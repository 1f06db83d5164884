import type { Collection } from 'mongodb';
import type { Log } from './log.js';
import { leaseHeld } from './metrics.js';
import { pause } from './pause.js';

/** `term` grows by one with each new holder: what is written under a lease can be fenced by it. */
export type LeaseDocument = { _id: string; holder: string; until: Date; term: number };

/** What the work may rely on while it runs. */
export type Held = {
  readonly term: number;
  /** Aborted once the lease is lost or the process stops. */
  readonly signal: AbortSignal;
  /** Whether the lease is held at this very moment; a process that was frozen knows it here before `signal` tells. */
  holds(): boolean;
};

type Options = { name: string; holder: string; log: Log; milliseconds?: number; label?: string };

export type LeaseRunner = { start(): void; stop(): Promise<void> };

/** What the database has granted: under which term, and until when by this process's own clock. */
type Claim = { term: number; lostAt: number };

/**
 * Runs `work` on one process at a time, the holder of the lease, and again on another when the holder is gone.
 *
 * Only the clock of the database counts (`$$NOW`), so clocks of replicas may differ. A holder counts its lease as lost
 * by its own monotonic clock a fifth before the database does, whether or not the database answers. Only a process that
 * is frozen between asking `holds()` and acting can act beside its successor; for that, fence writes by `term`.
 */
export function underLease(
  leases: Collection<LeaseDocument>,
  options: Options,
  work: (held: Held) => Promise<void>,
): LeaseRunner {
  const { name, holder, log, milliseconds = 10_000, label = name } = options;
  const stopping = new AbortController();
  let running = Promise.resolve();

  async function claim(): Promise<Claim | undefined> {
    const asked = performance.now();
    const term = await claimLease(leases, name, holder, milliseconds);
    return term === undefined ? undefined : { term, lostAt: asked + milliseconds * 0.8 };
  }

  async function hold(first: Claim): Promise<void> {
    const lost = new AbortController();
    const giveUp = () => lost.abort();
    stopping.signal.addEventListener('abort', giveUp);
    let { lostAt } = first;
    const holds = () => !lost.signal.aborted && performance.now() < lostAt;
    const renewing = renew(first, lost, (until) => {
      lostAt = until;
    });
    leaseHeld(label, true);
    try {
      await work({ term: first.term, signal: lost.signal, holds });
    } catch (error) {
      if (!lost.signal.aborted)
        log.error({ err: error, lease: name }, `The work under the lease ${name} failed; it starts again`);
    } finally {
      giveUp();
      await renewing;
      leaseHeld(label, false);
      stopping.signal.removeEventListener('abort', giveUp);
    }
  }

  /** Keeps the lease until it is lost. A database that never answers must not keep a holder from noticing. */
  async function renew({ term, lostAt }: Claim, lost: AbortController, extend: (lostAt: number) => void): Promise<void> {
    const given = new Promise<undefined>((resolve) => {
      lost.signal.addEventListener('abort', () => resolve(undefined));
    });
    let alarm = setTimeout(() => lost.abort(), lostAt - performance.now());
    while (!lost.signal.aborted) {
      await pause(milliseconds / 3, lost.signal);
      if (lost.signal.aborted) break;
      const renewed = await Promise.race([claim().catch(() => 'unknown' as const), given]);
      if (renewed === 'unknown') continue;
      if (renewed?.term !== term) lost.abort();
      else {
        clearTimeout(alarm);
        alarm = setTimeout(() => lost.abort(), renewed.lostAt - performance.now());
        extend(renewed.lostAt);
      }
    }
    clearTimeout(alarm);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const claimed = await claim().catch((error: unknown) => {
        log.warn({ err: error, lease: name }, `The lease ${name} could not be asked for`);
        return undefined;
      });
      if (claimed && !stopping.signal.aborted) await hold(claimed);
      await pause(milliseconds / 4, stopping.signal);
    }
    await releaseLease(leases, name, holder).catch(() => undefined);
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

/** Gives the lease up, so that others need not wait until it ends. */
export async function releaseLease(leases: Collection<LeaseDocument>, name: string, holder: string): Promise<void> {
  await leases.updateOne({ _id: name, holder }, [{ $set: { until: '$$NOW' } }]);
}
