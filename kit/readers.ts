import type { Collection, Document } from 'mongodb';
import type { Chassis } from './chassis.js';
import type { Consumer } from './consumer.js';
import type { Directory } from './directory.js';
import { applyEvent } from './directory-feed.js';
import type { AggregateId } from './events.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { pause } from './pause.js';
import type { Store } from './store.js';

type Options = {
  name: string;
  store: Store;
  directory: Directory;
  /** Whose documents have `participants` and `readers`. */
  collections: readonly Collection[];
  /** The readers of who takes part; those of the rights matrix where absent. */
  readersOf?: (participants: readonly string[]) => string[];
};

type Affected = { _id: AggregateId; version: number; participants: string[] };

/** How many things are brought up to date in one write. */
const BATCH = 500;

/** How far back a process looks for what was written without its knowing of a change: so long may it hear nothing. */
const LATE_MILLISECONDS = 24 * 3_600_000;
/** The same for a process that starts, which looks at everything: what one that was killed has left. */
const LEFT_MILLISECONDS = 10 * 60_000;
/** More names than that are not looked for one by one. */
const MOST_NAMES = 1_000;

/** Keeps `readers` true when people change departments or departments move. Things need indexes on readers and on changedAt. */
export function keepReaders(
  { directory, log, consume, background }: Pick<Chassis, 'directory' | 'log' | 'consume' | 'background'>,
  options: Omit<Options, 'directory'>,
): void {
  consume(refreshReaders({ ...options, directory }));
  background(refreshLateWrites({ ...options, directory, log }));
}

/**
 * Recomputes `readers` from `participants` for everything a change of the directory touches, once in the company. It changes
 * no version and sends no event, for nothing has been done to the thing itself.
 */
export function refreshReaders({ name, store, directory, ...of }: Options): Consumer {
  const refresh = refresherOfAll(directory, of);
  return {
    name,
    store,
    services: ['org'],
    wants: ({ kind }) => kind === 'employee' || kind === 'department',
    async repeat(event) {
      // This process may hear of the change here before its snapshot has.
      applyEvent(directory, event);
      await refresh({ readers: keyOf(event.kind, event.subject) });
    },
  };
}

/**
 * The same in every process for what it has itself written late: a write that was under way, or began, before this process
 * heard of the change has the readers of before, and may come after the one refresh of the company.
 */
export function refreshLateWrites({ name, store, directory, log, ...of }: Options & { log: Log }): Module {
  const refresh = refresherOfAll(directory, of);
  const stopping = new AbortController();
  const since = (milliseconds: number): Document => ({ changedAt: { $gte: new Date(Date.now() - milliseconds) } });
  let touched = new Set<string>();
  let running = Promise.resolve();
  let wake = () => {};
  let forget = () => {};

  async function run(): Promise<void> {
    let query: Document | undefined = since(LEFT_MILLISECONDS);
    while (!stopping.signal.aborted) {
      query ??= await nextQuery();
      try {
        await store.settled();
        await refresh(query);
        query = undefined;
      } catch (error) {
        log.warn(
          { err: error, consumer: name },
          'Who may see what was just written could not be brought up to date; it is tried again',
        );
        await pause(1_000, stopping.signal);
      }
    }
  }

  /** Waits for a change; many at once make one query. */
  async function nextQuery(): Promise<Document> {
    if (touched.size === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const names = [...touched];
    touched = new Set();
    return { ...(names.length <= MOST_NAMES && { readers: { $in: names } }), ...since(LATE_MILLISECONDS) };
  }

  return {
    name: `${name} of late writes`,
    start() {
      forget = directory.onChange((change) => {
        if (change.kind !== 'employee' && change.kind !== 'department') return;
        touched.add(keyOf(change.kind, change.id));
        wake();
      });
      running = run();
    },
    stop() {
      forget();
      stopping.abort();
      wake();
      return running;
    },
  };
}

/** The key in `readers` of everything that the person, or somebody in the department, takes part in. */
const keyOf = (kind: string, id: string | number): string => (kind === 'employee' ? `u:${id}` : `under:${id}`);

type Refresh = (query: Document) => Promise<void>;

function refresherOfAll(
  directory: Directory,
  { collections, readersOf = (participants) => directory.readers(participants) }: Pick<Options, 'collections' | 'readersOf'>,
): Refresh {
  const all = collections.map((collection) => refresher(collection, readersOf));
  return async (query) => {
    for (const refresh of all) await refresh(query);
  };
}

function refresher(collection: Collection, readersOf: (participants: readonly string[]) => string[]): Refresh {
  async function refresh(query: Document): Promise<void> {
    const affected = collection.find<Affected>(query, { projection: { participants: 1, version: 1 }, batchSize: BATCH });
    let batch: Affected[] = [];
    for await (const thing of affected) {
      batch.push(thing);
      if (batch.length < BATCH) continue;
      await write(batch);
      batch = [];
    }
    if (batch.length > 0) await write(batch);
  }

  async function write(batch: readonly Affected[]): Promise<void> {
    const { matchedCount } = await collection.bulkWrite(
      batch.map(({ _id, version, participants }) => {
        const filter: Document = { _id, version };
        return { updateOne: { filter, update: { $set: { readers: readersOf(participants) } } } };
      }),
      { ordered: false },
    );
    // Some have been written since they were read, perhaps by a process that had not heard of the change yet.
    if (matchedCount < batch.length) await refresh({ _id: { $in: batch.map(({ _id }) => _id) } });
  }

  return refresh;
}
