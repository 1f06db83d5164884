import type { ClientSession, Collection, Db, Document, IndexDescription, MongoClient } from 'mongodb';
import type { Aggregate, Declaration } from './aggregate.js';
import { aggregateStore } from './aggregate-store.js';
import type { Within } from './context.js';
import type { EventDocument, Stored } from './events.js';
import { type CounterDocument, idBlocks } from './ids.js';
import { type InboxDocument, inboxIndexes } from './inbox.js';
import type { Job, JobDocument } from './jobs.js';
import type { LeaseDocument } from './lease.js';
import { type Migration, type MigrationDocument, migrate } from './migrations.js';
import type { Log } from './log.js';
import { transaction } from './transaction.js';

/** A service's own database: its aggregates, and what the chassis keeps beside them. */
export type Store = {
  readonly service: string;
  readonly db: Db;
  readonly events: Collection<EventDocument>;
  readonly inbox: Collection<InboxDocument>;
  readonly leases: Collection<LeaseDocument>;
  readonly jobDocuments: Collection<JobDocument>;
  readonly jobs: readonly Job[];
  aggregate<State extends Stored, Message>(declaration: Declaration<State, Message>): Aggregate<State>;
  /** A collection beside the aggregates, with its indexes. */
  collection<Entry extends Document>(name: string, indexes?: IndexDescription[]): Collection<Entry>;
  /** Gives ids one after another for the named kind of thing. */
  ids(name: string): () => Promise<number>;
  /**
   * Runs the work in the session's transaction where there is one, else in one of its own. The work runs again where
   * another write came first; events written in it are sent once it is committed.
   */
  transaction<Result>(within: Within | undefined, work: (session: ClientSession) => Promise<Result>): Promise<Result>;
  /** Resolves once all transactions that this process had begun before have ended, well or not. */
  settled(): Promise<void>;
  job(job: Job): void;
  /** The steps by which the data has come to its shape, in their order. */
  migrations(...steps: Migration[]): void;
  /** Called after each commit of this process that wrote an event. */
  onCommit(wake: () => void): void;
  /** Makes the collections and indexes that have been declared, and runs the migrations that are due. Repeating it changes nothing. */
  prepare(process: { holder: string; log: Log }): Promise<void>;
};

export function createStore(client: MongoClient, db: Db, service: string): Store {
  const indexes = new Map<string, IndexDescription[]>();
  const jobs: Job[] = [];
  const steps: Migration[] = [];
  /** The sessions whose transaction has written an event. */
  const told = new WeakSet<ClientSession>();
  const underWay = new Set<Promise<unknown>>();
  let wake = () => {};

  function collection<Entry extends Document>(name: string, wanted: IndexDescription[] = []): Collection<Entry> {
    indexes.set(name, [...(indexes.get(name) ?? []), ...wanted]);
    return db.collection<Entry>(name);
  }

  const events = collection<EventDocument>('events', [
    { key: { kind: 1, subject: 1, version: -1 }, unique: true },
    { key: { at: 1, _id: 1 }, name: 'unsent', partialFilterExpression: { sent: false } },
    { key: { actor: 1, requestId: 1 }, unique: true, partialFilterExpression: { requestId: { $exists: true } } },
  ]);

  async function record(event: EventDocument, session: ClientSession): Promise<void> {
    await events.insertOne(event, { session });
    told.add(session);
  }

  const leases = collection<LeaseDocument>('leases');
  const migrationDocuments = collection<MigrationDocument>('migrations');

  const store: Store = {
    service,
    db,
    events,
    inbox: collection<InboxDocument>('inbox', inboxIndexes),
    leases,
    jobDocuments: collection<JobDocument>('jobs'),
    jobs,
    collection,
    aggregate(declaration) {
      const tokens: IndexDescription[] = declaration.searchable ? [{ key: { tokens: 1 } }] : [];
      collection(declaration.collection, [...declaration.indexes, ...tokens]);
      return aggregateStore(
        { collection: db.collection(declaration.collection), events, record, transaction: store.transaction },
        declaration,
      );
    },
    ids: (name) => idBlocks(collection<CounterDocument>('counters'), name),
    async transaction(within, work) {
      if (within?.session) return work(within.session);
      let own: ClientSession | undefined;
      const noted = (given: ClientSession) => {
        own = given;
        return work(given);
      };
      const running = transaction(client, noted, within?.signal);
      underWay.add(running);
      try {
        const result = await running;
        if (own && told.has(own)) wake();
        return result;
      } finally {
        underWay.delete(running);
      }
    },
    async settled() {
      await Promise.allSettled(underWay);
    },
    job: (job) => {
      jobs.push(job);
    },
    migrations: (...further) => {
      steps.push(...further);
      if (steps.some(({ version }, index) => version !== index + 1))
        throw new Error(`The migrations of ${service} are to be numbered 1, 2, 3 …`);
    },
    onCommit: (listener) => {
      wake = listener;
    },
    async prepare({ holder, log }) {
      const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
      await Promise.all(
        [...indexes].map(async ([name, wanted]) => {
          // Another replica may be making it at the same moment.
          if (!existing.has(name)) await db.createCollection(name).catch(ignoreExisting);
          if (wanted.length > 0) await db.collection(name).createIndexes(wanted);
        }),
      );
      await migrate({ service, db, migrations: steps, documents: migrationDocuments, leases, holder, log });
    },
  };
  return store;
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error) || !('codeName' in error) || error.codeName !== 'NamespaceExists') throw error;
}
