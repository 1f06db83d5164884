import { type AnyBulkWriteOperation, type Db, type Document, MinKey } from 'mongodb';

/** Which documents of a collection are changed, and how. */
export type Backfill<Entry> = {
  collection: string;
  /** Narrows them down; what has been changed already is best left out. */
  where?: Document;
  /**
   * The update that a document needs, such as `{ $set: … }`, and undefined where it needs none; or an aggregation pipeline
   * where MongoDB can work it out by itself, which is several times as fast.
   */
  change: ((entry: Entry) => Document | undefined) | Document[];
  /** How many are changed at once. */
  batch?: number;
};

type Progress = {
  db: Db;
  signal: AbortSignal;
  /** The last id that an earlier run has reached. */
  position(): Promise<string | number | undefined>;
  reached(position: string | number, changed: number): Promise<void>;
};

type Versioned = { _id: string | number; version?: number };

/**
 * Changes documents in the order of their ids, batch by batch, so that a process which takes over goes on where the last one
 * was. An aggregate that somebody else writes between reading and writing is read again, so that no write is lost. Documents
 * that are made meanwhile are for the new program to make right.
 */
export async function backfill<Entry extends Versioned>(
  { collection, where = {}, change, batch = 1_000 }: Backfill<Entry>,
  { db, signal, position, reached }: Progress,
): Promise<void> {
  const documents = db.collection<Document & Versioned>(collection);
  let last = await position();
  let changed = 0;
  const ahead = (): Document => ({ _id: last === undefined ? { $gte: new MinKey() } : { $gt: last } });

  async function read(ids: Document): Promise<Entry[]> {
    return db
      .collection(collection)
      .find<Entry>({ $and: [ids, where] })
      .sort({ _id: 1 })
      .limit(batch)
      .toArray();
  }

  async function write(entries: readonly Entry[], updateOf: (entry: Entry) => Document | undefined): Promise<void> {
    const updates = entries.flatMap((entry): AnyBulkWriteOperation<Document & Versioned>[] => {
      const update = updateOf(entry);
      const { _id, version } = entry;
      return update ? [{ updateOne: { filter: { _id, ...(version !== undefined && { version }) }, update } }] : [];
    });
    if (updates.length === 0 || signal.aborted) return;
    const { matchedCount } = await documents.bulkWrite(updates, { ordered: false });
    changed += matchedCount;
    if (matchedCount < updates.length) await write(await read({ _id: { $in: entries.map(({ _id }) => _id) } }), updateOf);
  }

  /** Answers the last id of the batch; undefined where nothing is left. */
  async function batchByPipeline(pipeline: Document[]): Promise<string | number | undefined> {
    const options = { projection: { _id: 1 }, sort: { _id: 1 }, skip: batch - 1, limit: 1 } as const;
    const end = (await documents.find(ahead(), options).next())?._id;
    const within = end === undefined ? {} : { _id: { $lte: end } };
    changed += (await documents.updateMany({ $and: [ahead(), within, where] }, pipeline)).modifiedCount;
    return end;
  }

  async function batchByFunction(updateOf: (entry: Entry) => Document | undefined): Promise<string | number | undefined> {
    const entries = await read(ahead());
    await write(entries, updateOf);
    return entries.at(-1)?._id;
  }

  while (!signal.aborted) {
    const end = await (Array.isArray(change) ? batchByPipeline(change) : batchByFunction(change));
    if (end === undefined || signal.aborted) return;
    last = end;
    await reached(last, changed);
  }
}
