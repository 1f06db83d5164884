import { type Document, type MongoClient, MongoServerError, Timestamp } from 'mongodb';
import { z } from 'zod';

/** What MongoDB has granted: who holds a lease from then on, and until when. Times are by its own clock. */
export type Grant = {
  readonly lease: string;
  readonly holder: string;
  readonly term: number;
  readonly until: number;
  readonly at: number;
};

/** When a job was said to fire next. */
export type Plan = { readonly job: string; readonly every: number | string; readonly next: number; readonly at: number };

export type Records = { readonly grants: readonly Grant[]; readonly plans: readonly Plan[] };

const Operation = z.object({
  ns: z.string(),
  wall: z.date(),
  o: z.looseObject({ diff: z.object({ u: Fields(), i: Fields() }).optional() }),
  o2: z.object({ _id: z.string() }).optional(),
});
const GrantDocument = z.object({ holder: z.string(), term: z.number(), until: z.coerce.number() });
const PlanDocument = z.object({ every: z.union([z.number(), z.string()]), next: z.coerce.number() });

function Fields() {
  return z.record(z.string(), z.unknown()).default({});
}

/** MongoDB's own log of writes tells every state that a lease or a job was ever in; why it cannot be read, where it cannot. */
export async function recordsOf(mongo: MongoClient, databasePrefix: string, since: number): Promise<Records | string> {
  const query = {
    ts: { $gte: new Timestamp({ t: Math.floor(since / 1000), i: 0 }) },
    op: { $in: ['i', 'u'] },
    ns: new RegExp(`^${databasePrefix}\\w+\\.(leases|jobs)$`),
  };
  const grants: Grant[] = [];
  const plans: Plan[] = [];
  const states = new Map<string, Document>();
  try {
    for await (const found of mongo.db('local').collection('oplog.rs').find(query)) {
      const { ns, wall, o, o2 } = Operation.parse(found);
      const name = `${ns}/${o2?._id ?? String(o._id)}`;
      const state = o.diff ? { ...states.get(name), ...o.diff.u, ...o.diff.i } : o;
      states.set(name, state);
      const at = wall.getTime();
      if (ns.endsWith('.leases')) grants.push({ lease: name, at, ...GrantDocument.parse(state) });
      else plans.push({ job: name, at, ...PlanDocument.parse(state) });
    }
  } catch (error) {
    if (error instanceof MongoServerError) return error.message;
    throw error;
  }
  return { grants, plans };
}
