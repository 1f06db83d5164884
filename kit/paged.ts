import type { Collection, Document, Filter, WithId } from 'mongodb';
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

/** One page of a collection by keyset: as many as asked for, 50 where nothing is said, and a token where there are more. */
export async function findPage<Entry extends Document>(
  collection: Collection<Entry>,
  { conditions, order, bound, pageSize, pageToken, projection }: Wanted,
): Promise<Paged<WithId<Entry>>> {
  const size = pageSize || 50;
  const all = [...conditions, pageQuery(order, decodePageToken(pageToken, order, bound))].filter((condition) => Object.keys(condition).length > 0);
  // The conditions are written over paths of the declaration, which the type of an entry cannot know.
  const query = (all.length > 0 ? { $and: all } : {}) as Filter<Entry>;
  const found = await collection
    .find(query, { ...(projection && { projection }) })
    .sort(sortSpec(order))
    .limit(size + 1)
    .toArray();
  const last = found.length > size ? found[size - 1] : undefined;
  return { items: found.slice(0, size), nextPageToken: last ? encodePageToken(order, bound, last) : '' };
}
