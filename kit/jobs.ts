import { Cron } from 'croner';
import type { Collection, Db } from 'mongodb';
import { z } from 'zod';
import { type Held, type LeaseDocument, underLease } from './lease.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { jobRan } from './metrics.js';
import { pause } from './pause.js';

/** Work that is done again and again, each firing on one replica. */
export type Job = {
  name: string;
  /** Milliseconds between firings, or a cron pattern in UTC. */
  every: number | string;
  /**
   * `now` is the firing's own time: after a downtime a missed firing runs once, late. It runs again where it failed, and
   * where the process stopped or lost the lease before its end, of which `signal` tells. `term` fences writes against a
   * process that was frozen.
   */
  run(firing: { now: Date; term: number; signal: AbortSignal }): Promise<void>;
};

/** When a job fires next, kept so that a restart forgets no firing; anew once the job fires at other times. */
export type JobDocument = { _id: string; next: Date; every: number | string };

type Options = {
  service: string;
  jobs: readonly Job[];
  db: Pick<Db, 'command'>;
  documents: Collection<JobDocument>;
  leases: Collection<LeaseDocument>;
  holder: string;
  log: Log;
  retryMilliseconds?: number;
  leaseMilliseconds?: number;
};

/** A timer of Node holds no more than 24 days, and the database's clock may be set: it looks at it at least so often. */
const LONGEST_WAIT_MILLISECONDS = 60_000;

const LOST_WAIT_MILLISECONDS = 50;

const Clock = z.object({ localTime: z.date() });

/**
 * Runs a service's jobs on one process at a time, the holder of the lease "jobs". Only the clock of the database counts, so
 * that a process whose own is wrong, or is set, neither fires early nor leaves firings out.
 */
export function runJobs({
  service,
  jobs,
  db,
  documents,
  leases,
  holder,
  log,
  retryMilliseconds = 10_000,
  leaseMilliseconds,
}: Options): Module {
  const work = async (held: Held) => {
    await Promise.all(jobs.map((job) => repeat(job, held)));
  };

  async function repeat(job: Job, held: Held): Promise<void> {
    let due: Date | undefined;
    while (!held.signal.aborted) {
      try {
        due ??= await nextFiring(job);
        const wait = due.getTime() - (await now()).getTime();
        if (wait > 0) await pause(Math.min(wait, LONGEST_WAIT_MILLISECONDS), held.signal);
        else if (held.holds()) due = await fire(job, due, held);
        // Thawed after its lease ran out: the signal tells as soon as timers can run, and a loop that never waits keeps them from it.
        else await pause(LOST_WAIT_MILLISECONDS, held.signal);
      } catch (error) {
        if (held.signal.aborted) return;
        jobRan(`${service}/${job.name}`, 'failed');
        log.error(
          { err: error, job: job.name },
          `The job ${job.name} of ${service} failed; it runs again in ${retryMilliseconds / 1000} s`,
        );
        await pause(retryMilliseconds, held.signal);
      }
    }
  }

  const now = async (): Promise<Date> => Clock.parse(await db.command({ hello: 1 })).localTime;

  /** When it fires after that. */
  async function fire(job: Job, due: Date, { term, signal }: Held): Promise<Date> {
    await job.run({ now: due, term, signal });
    if (signal.aborted) return due;
    const next = following(job, await now());
    await documents.updateOne({ _id: job.name, next: due }, { $set: { next } });
    jobRan(`${service}/${job.name}`, 'succeeded');
    return next;
  }

  async function nextFiring({ name, every }: Job): Promise<Date> {
    const stored = await documents.findOne({ _id: name });
    if (stored?.every === every) return stored.next;
    const next = following({ every }, await now());
    await documents.updateOne({ _id: name }, { $set: { next, every } }, { upsert: true });
    return next;
  }

  const lease = underLease(
    leases,
    { name: 'jobs', label: `${service}/jobs`, holder, log, ...(leaseMilliseconds && { milliseconds: leaseMilliseconds }) },
    work,
  );
  return { name: `${service} jobs`, start: lease.start, stop: lease.stop };
}

/** The first firing after an instant. */
export function following({ every }: Pick<Job, 'every'>, after: Date): Date {
  if (typeof every === 'number') return new Date(after.getTime() + every);
  const next = new Cron(every, { timezone: 'UTC' }).nextRun(after);
  if (!next) throw new Error(`The pattern "${every}" never fires.`);
  return next;
}
