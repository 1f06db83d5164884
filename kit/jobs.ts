import { Cron } from 'croner';
import type { Collection } from 'mongodb';
import { type Held, type LeaseDocument, underLease } from './lease.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { pause } from './pause.js';
import { jobRan } from './metrics.js';

/** Work that is done again and again, each firing on one replica. */
export type Job = {
  name: string;
  /** Milliseconds between firings, or a cron pattern in UTC. */
  every: number | string;
  /** `now` is the firing's own time: after a downtime a missed firing runs once, late. Runs again where the process died in it. */
  run(firing: { now: Date; term: number; signal: AbortSignal }): Promise<void>;
};

/** When a job fires next, kept so that a restart forgets no firing. */
export type JobDocument = { _id: string; next: Date };

type Options = {
  service: string;
  jobs: readonly Job[];
  documents: Collection<JobDocument>;
  leases: Collection<LeaseDocument>;
  holder: string;
  log: Log;
};

/** Runs a service's jobs on one process at a time, the holder of the lease "jobs". */
export function runJobs({ service, jobs, documents, leases, holder, log }: Options): Module {
  const work = async (held: Held) => {
    await Promise.all(jobs.map((job) => repeat(job, held)));
  };

  async function repeat(job: Job, held: Held): Promise<void> {
    while (!held.signal.aborted) {
      try {
        const due = await nextFiring(job);
        const wait = due.getTime() - Date.now();
        if (wait > 0) {
          // In steps, since a timer of Node holds no more than 24 days, and the clock may be set.
          await pause(Math.min(wait, 60_000), held.signal);
          continue;
        }
        await job.run({ now: due, term: held.term, signal: held.signal });
        jobRan(`${service}/${job.name}`, 'succeeded');
        await documents.updateOne({ _id: job.name, next: due }, { $set: { next: following(job, new Date()) } });
      } catch (error) {
        if (held.signal.aborted) return;
        jobRan(`${service}/${job.name}`, 'failed');
        log.error({ err: error, job: job.name }, `The job ${job.name} of ${service} failed; it runs again in 10 s`);
        await pause(10_000, held.signal);
      }
    }
  }

  async function nextFiring(job: Job): Promise<Date> {
    const stored = await documents.findOneAndUpdate(
      { _id: job.name },
      { $setOnInsert: { next: following(job, new Date()) } },
      { upsert: true, returnDocument: 'after' },
    );
    return stored?.next ?? following(job, new Date());
  }

  const lease = underLease(leases, { name: 'jobs', label: `${service}/jobs`, holder, log }, work);
  return { name: `${service} jobs`, start: lease.start, stop: lease.stop };
}

/** The first firing after an instant. */
export function following({ every }: Pick<Job, 'every'>, after: Date): Date {
  if (typeof every === 'number') return new Date(after.getTime() + every);
  const next = new Cron(every, { timezone: 'UTC' }).nextRun(after);
  if (!next) throw new Error(`The pattern "${every}" never fires.`);
  return next;
}
