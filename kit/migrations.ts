import type { Collection, Db } from 'mongodb';
import { type Held, type LeaseDocument, underLease } from './lease.js';
import type { Log } from './log.js';
import { type Backfill, backfill } from './migrations/backfill.js';

/**
 * A step from one shape of a service's data to the next. While a release is rolled out, the program before it runs beside
 * the new one on the same data, so a change takes two of them (expand and contract, https://martinfowler.com/bliki/ParallelChange.html).
 */
export type Migration = {
  /** 1 for a service's first, and one more for each that follows. */
  version: number;
  /** For operators: "Give every task the place that its deadline has in lists". */
  title: string;
  /**
   * `expand` adds what the new program needs and the one before may ignore. `contract` takes away what nobody needs since the
   * release before: no older program than that can work with the data any more.
   */
  kind: 'expand' | 'contract';
  /** May run again after it was cut short, from where it was or from its beginning: it then does what is left. */
  run(work: MigrationWork): Promise<void>;
};

export type MigrationWork = {
  readonly db: Db;
  /** Aborted once another process may have taken over, or this one stops. */
  readonly signal: AbortSignal;
  /** Changes the documents of a collection batch by batch, while others read and write them. */
  backfill<Entry extends { _id: string | number }>(wanted: Backfill<Entry>): Promise<void>;
};

/** What is known of a migration that has begun; `position` is where its backfill is. */
export type MigrationDocument = {
  _id: number;
  title: string;
  kind: Migration['kind'];
  startedAt: Date;
  position?: string | number;
  finishedAt?: Date;
};

type Options = {
  service: string;
  db: Db;
  migrations: readonly Migration[];
  documents: Collection<MigrationDocument>;
  leases: Collection<LeaseDocument>;
  holder: string;
  log: Log;
  leaseMilliseconds?: number;
};

/**
 * Brings a service's data to where this program needs it: each migration once, in order, by one process at a time; others
 * that start meanwhile wait until it is done. Rejects where a migration fails, and where the data is beyond this program.
 */
export async function migrate(options: Options): Promise<void> {
  const { service, documents, migrations, leases, holder, log, leaseMilliseconds } = options;
  const pending = async () => {
    const begun = await documents.find({ _id: { $gte: 0 } }).toArray();
    const reason = refusalOf(service, begun, migrations);
    if (reason) throw new Error(reason);
    return migrations.filter(({ version }) => !begun.some(({ _id, finishedAt }) => _id === version && finishedAt));
  };
  if ((await pending()).length === 0) return;

  let succeed = () => {};
  let fail: (reason: unknown) => void = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    succeed = resolve;
    fail = reject;
  });
  const lease = underLease(
    leases,
    {
      name: 'migrations',
      label: `${service}/migrations`,
      holder,
      log,
      ...(leaseMilliseconds && { milliseconds: leaseMilliseconds }),
    },
    async (held) => {
      try {
        for (const migration of await pending()) await apply(migration, held, options);
        if (!held.signal.aborted) succeed();
      } catch (error) {
        if (!held.signal.aborted) fail(error);
      }
    },
  );
  lease.start();
  try {
    await ended;
  } finally {
    await lease.stop();
  }
}

async function apply(migration: Migration, { signal }: Held, { service, db, documents, log }: Options): Promise<void> {
  const { version: _id, title, kind } = migration;
  const name = `Migration ${_id} of ${service} (${title})`;
  if (signal.aborted) return;
  await documents.updateOne({ _id }, { $setOnInsert: { title, kind, startedAt: new Date() } }, { upsert: true });
  log.info(`${name} begins`);
  try {
    await migration.run({
      db,
      signal,
      backfill: (wanted) =>
        backfill(wanted, {
          db,
          signal,
          position: async () => (await documents.findOne({ _id }))?.position,
          reached: async (position, changed) => {
            await documents.updateOne({ _id }, { $set: { position } });
            log.debug(`${name}: ${changed} documents have been changed`);
          },
        }),
    });
  } catch (error) {
    throw new Error(`${name} failed, and is tried again at the next start: ${messageOf(error)}`, { cause: error });
  }
  if (signal.aborted) return;
  await documents.updateOne({ _id }, { $set: { finishedAt: new Date() }, $unset: { position: 1 } });
  log.info(`${name} is done`);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Why this program cannot work with the data; undefined where it can. What a newer one has only added does no harm. */
export function refusalOf(
  service: string,
  begun: readonly Pick<MigrationDocument, '_id' | 'title' | 'kind'>[],
  known: readonly Migration[],
): string | undefined {
  const beyond = begun.find(({ _id, kind }) => kind === 'contract' && !known.some(({ version }) => version === _id));
  return (
    beyond &&
    `A newer version of Atrium has changed the data of ${service} for good (migration ${beyond._id}: ${beyond.title}), so this ` +
      'version cannot work with it. Install that newer version again, or restore the backup from before it.'
  );
}
