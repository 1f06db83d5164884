import { type Collection, type Document, type FindCursor, type FindOptions, MongoServerError, type WithId } from 'mongodb';
import { invalid } from './errors.js';
import { decodePageToken, encodePageToken, type Order, pageQuery, sortSpec } from './page.js';

type Wanted = {
  /** All of them hold; empty ones are left out. */
  conditions: readonly Document[];
  order: Order;
  /** What the page token is bound to beside the order: the filter, the parent. */
  bound: string;
  pageSize: number;
  pageToken: string;
  projection?: Document;
};

export type Paged<Entry> = { items: Entry[]; nextPageToken: string };

const USUAL_SIZE = 50;
const LARGEST_SIZE = 500;

/** One page of a collection by keyset: as many as asked for, 50 where nothing is said, and a token where there are more. */
export const findPage = <Entry extends Document>(collection: Collection<Entry>, wanted: Wanted): Promise<Paged<WithId<Entry>>> =>
  pageOf<WithId<Entry>>(collection, wanted);

/** No query scans a collection: where the database refuses to (`notablescan`), it is the order or the filter that asks for it. */
function refuseScan(error: unknown): never {
  if (error instanceof MongoServerError && error.code === NO_PLAN)
    throw invalid(
      'ORDER_BY',
      'No index serves this order with this filter: order by one field, or narrow the filter.',
      'order_by',
    );
  throw error;
}

/** NoQueryExecutionPlans. */
const NO_PLAN = 291;

/** A collection whose conditions are written over paths, which the type of an entry cannot know. */
type Found = { find<Entry extends Document>(filter: Document, options?: FindOptions): FindCursor<Entry> };

/** The same, where what is found is not what the collection was declared to hold. */
export async function pageOf<Entry extends Document>(
  collection: Found,
  { conditions, order, bound, pageSize, pageToken, projection }: Wanted,
): Promise<Paged<Entry>> {
  const size = Math.min(pageSize || USUAL_SIZE, LARGEST_SIZE);
  const position = pageQuery(order, decodePageToken(pageToken, order, bound));
  const all = [...conditions, position].filter((condition) => Object.keys(condition).length > 0);
  const found = await collection
    .find<Entry>(all.length > 0 ? { $and: all } : {}, { ...(projection && { projection }) })
    .sort(sortSpec(order))
    .limit(size + 1)
    .toArray()
    .catch(refuseScan);
  const last = found.length > size ? found[size - 1] : undefined;
  return { items: found.slice(0, size), nextPageToken: last ? encodePageToken(order, bound, last) : '' };
}
