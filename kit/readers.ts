import type { Collection, Document } from 'mongodb';
import type { Consumer } from './consumer.js';
import type { Directory } from './directory.js';
import { applyEvent } from './directory-feed.js';
import type { AggregateId } from './events.js';
import type { Store } from './store.js';

type Options = { name: string; store: Store; directory: Directory; collection: Collection };

type Affected = { _id: AggregateId; version: number; participants: string[] };
type Write = { updateOne: { filter: Document; update: Document } };

/** How many things are brought up to date in one write. */
const BATCH = 500;

/**
 * Keeps `readers` true when people change departments or departments move: it recomputes them from `participants` for
 * everything the change touches. It changes no version and sends no event, for nothing has been done to the thing itself.
 */
export function refreshReaders({ name, store, directory, collection }: Options): Consumer {
  async function refresh(key: string): Promise<void> {
    const affected = collection.find<Affected>(
      { readers: key },
      { projection: { participants: 1, version: 1 }, batchSize: BATCH },
    );
    let writes: Write[] = [];
    const flush = async () => {
      if (writes.length > 0) await collection.bulkWrite(writes, { ordered: false });
      writes = [];
    };
    for await (const { _id, version, participants } of affected) {
      writes.push({ updateOne: { filter: { _id, version }, update: { $set: { readers: directory.readers(participants) } } } });
      if (writes.length === BATCH) await flush();
    }
    await flush();
  }

  return {
    name,
    store,
    services: ['org'],
    wants: ({ kind }) => kind === 'employee' || kind === 'department',
    async handle(event) {
      // This process may hear of the change here before its snapshot has.
      applyEvent(directory, event);
      await refresh(event.kind === 'employee' ? `u:${event.subject}` : `under:${event.subject}`);
    },
  };
}
