import type { Collection, Document } from 'mongodb';
import type { Consumer } from './consumer.js';
import type { Directory } from './directory.js';
import type { Store } from './store.js';

type Options = { name: string; store: Store; directory: Directory; collection: Collection<Document> };

/** How many things are brought up to date in one write. */
const BATCH = 500;

/**
 * Keeps `readers` true when people change departments or departments move: it recomputes them from `participants` for
 * everything the change touches. It changes no version and sends no event, for nothing has been done to the thing itself.
 */
export function refreshReaders({ name, store, directory, collection }: Options): Consumer {
  async function refresh(key: string): Promise<void> {
    for (let after: unknown = null; ; ) {
      const query: Document = { readers: key, ...(after !== null && { _id: { $gt: after } }) };
      const found = await collection.find(query, { projection: { participants: 1, version: 1 } }).sort({ _id: 1 }).limit(BATCH).toArray();
      const writes = found.map((thing) => {
        const filter: Document = { _id: thing._id, version: thing.version };
        return { updateOne: { filter, update: { $set: { readers: directory.readers(thing.participants) } } } };
      });
      if (writes.length > 0) await collection.bulkWrite(writes, { ordered: false });
      if (found.length < BATCH) return;
      after = found.at(-1)?._id;
    }
  }

  return {
    name,
    store,
    services: ['org'],
    wants: ({ kind }) => kind === 'employee' || kind === 'department',
    async handle(event) {
      await refresh(event.kind === 'employee' ? `u:${event.subject}` : `under:${event.subject}`);
    },
  };
}
