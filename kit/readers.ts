import type { Collection, Document } from 'mongodb';
import type { Consumer } from './consumer.js';
import type { Directory } from './directory.js';
import { applyEvent } from './directory-feed.js';
import type { AggregateId } from './events.js';
import type { Store } from './store.js';

type Options = { name: string; store: Store; directory: Directory; collection: Collection };

type Affected = { _id: AggregateId; version: number; participants: string[] };

/** How many things are brought up to date in one write. */
const BATCH = 500;

/**
 * Keeps `readers` true when people change departments or departments move: it recomputes them from `participants` for
 * everything the change touches. It changes no version and sends no event, for nothing has been done to the thing itself.
 */
export function refreshReaders({ name, store, directory, collection }: Options): Consumer {
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
        return { updateOne: { filter, update: { $set: { readers: directory.readers(participants) } } } };
      }),
      { ordered: false },
    );
    // Some have been written since they were read, perhaps by a process that had not heard of the change yet.
    if (matchedCount < batch.length) await refresh({ _id: { $in: batch.map(({ _id }) => _id) } });
  }

  return {
    name,
    store,
    services: ['org'],
    wants: ({ kind }) => kind === 'employee' || kind === 'department',
    async repeat(event) {
      // This process may hear of the change here before its snapshot has.
      applyEvent(directory, event);
      await refresh({ readers: event.kind === 'employee' ? `u:${event.subject}` : `under:${event.subject}` });
    },
  };
}
