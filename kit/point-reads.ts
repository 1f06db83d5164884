import { guard } from '@ucast/mongo2js';
import DataLoader from 'dataloader';
import type { Collection, Document } from 'mongodb';
import type { Actor } from './actor.js';
import type { Context } from './context.js';
import type { AggregateId } from './events.js';

/** At most so many ids stand in one query. */
const MOST_AT_ONCE = 200;

type Options = {
  projection: Document;
  /** What the actor may see, as a query. */
  readable: (actor: Actor) => Document;
};

/**
 * Reads one document by its id; undefined where there is none, or none that the actor may see and that `where` matches.
 *
 * Reads outside of a session that are asked for in the same turn of the event loop are one query, so the busier a process
 * is, the less each costs it and the database; one that is alone waits for nobody. Nothing is kept: every read sees what
 * was written before it was asked for. Who asks for the same document shares it: documents are not changed.
 *
 * The query of what may be seen, which filters lists in the database, is applied here in memory, by CASL's own reading of
 * MongoDB's queries.
 */
export function pointReads<Entry extends Document>(
  collection: Collection,
  { projection, readable }: Options,
): (context: Pick<Context, 'actor' | 'session'>, id: AggregateId, where?: Document) => Promise<Entry | undefined> {
  const loader = new DataLoader<AggregateId, Entry | undefined>(
    async (ids) => {
      const found = await collection.find<Entry>(query(ids), { projection }).toArray();
      const byId = new Map<unknown, Entry>(found.map((entry) => [entry['_id'], entry]));
      return ids.map((id) => byId.get(id));
    },
    { cache: false, maxBatchSize: MOST_AT_ONCE, batchScheduleFn: setImmediate },
  );
  const guards = new WeakMap<Actor, Guard>();

  function mayRead(actor: Actor, entry: Entry): boolean {
    const known = guards.get(actor) ?? guard(readable(actor));
    guards.set(actor, known);
    return known(entry);
  }

  return async ({ actor, session }, id, where) => {
    const entry = session ? await collection.findOne<Entry>(query([id]), { projection, session }) : await loader.load(id);
    return entry && mayRead(actor, entry) && (!where || guard(where)(entry)) ? entry : undefined;
  };
}

type Guard = (entry: Document) => boolean;

/** MongoDB has a short way for equality of `_id`. */
const query = (ids: readonly AggregateId[]): Document => ({ _id: ids.length === 1 ? ids[0] : { $in: [...new Set(ids)] } });
