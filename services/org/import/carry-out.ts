import type { AnyBulkWriteOperation, ClientSession } from 'mongodb';
import type { Client } from 'nice-grpc';
import type { AccountServiceDefinition } from '../../../gen/atrium/auth/v1/auth.js';
import { systemActor } from '../../../kit/actor.js';
import type { Store } from '../../../kit/store.js';
import type { Shaping } from '../shaping.js';
import { managersIn } from '../managers.js';
import type { People } from '../people.js';
import { type Account, accountsOf, type Pending } from './accounts.js';
import type { Parts as CheckParts } from './check.js';
import { ensureDepartments } from './ensure-departments.js';
import { draftOf } from './draft.js';
import { finish, type Import, progressed } from './import.js';
import type { Line } from './line.js';
import { type Written, writeLines } from './write-lines.js';

export type Parts = CheckParts & {
  store: Store;
  people: People;
  shaping: Shaping;
  accounts: Client<typeof AccountServiceDefinition>;
};

/** Lines of one transaction: enough to be quick, and few enough that a progress bar moves. */
const BATCH = 50;

const automation = 'org/import';

type Prepared = { pending: readonly Pending[]; accounts: ReadonlyMap<number, Account> };

/**
 * Carries out the lines that are not done yet, batch after batch, until none is left, the import is cancelled or the signal
 * comes. The people of a batch, its lines' marks and the import's counts are one transaction, so that whoever takes over
 * after a crash goes on exactly behind the last line that is done, and no line is ever done twice or by half.
 */
export async function carryOut(it: Import, parts: Parts, signal: AbortSignal): Promise<void> {
  for (let batch = await prepare(it, [], parts); batch; ) {
    if (signal.aborted) return;
    // Accounts cost the identity provider more than people cost the database: the next ones are made meanwhile.
    const [next, goesOn] = await Promise.all([prepare(it, batch.pending, parts), carryOutBatch(it, batch, parts)]);
    if (!goesOn) return;
    batch = next;
  }
  const now = new Date();
  await parts.imports.change({ actor: systemActor, now, automation }, it._id, (state) => finish(state, now), 'finished');
}

/** The next batch behind those under way, with the accounts of its people; undefined where none is left. */
async function prepare(it: Import, underWay: readonly Pending[], parts: Parts): Promise<Prepared | undefined> {
  const lines = await parts.lines
    .find({ import: it._id, done: false, outcome: { $ne: 'fail' }, _id: { $nin: underWay.map(({ line }) => line._id) } })
    .sort({ order: 1, line: 1 })
    .limit(BATCH)
    .toArray();
  if (lines.length === 0) return undefined;
  const pending = lines.map((line) => ({ line, draft: draftOf(line.cells, { ...it, now: it.createdAt }).draft }));
  return { pending, accounts: await accountsOf(pending, parts) };
}

/** False where the import is no longer to go on. */
function carryOutBatch(it: Import, { pending, accounts }: Prepared, parts: Parts): Promise<boolean> {
  const { imports, shaping, store, structure } = parts;
  return store.transaction(undefined, async (session) => {
    const [current] = await imports.load([it._id], session);
    if (current?.state !== 'running') return false;
    const open = await stillOpen(pending, parts, session);
    if (open.length === 0) return true;
    const context = { actor: systemActor, now: new Date(), automation, session };
    const paths = open.flatMap(({ draft }) => draft.departments ?? []);
    const { created, tree } = await ensureDepartments(paths, { context, shaping, tree: () => structure.tree(session) });
    const around = { tree, managers: managersIn(session, parts) };
    const written = await writeLines(open, { ...parts, accounts, context, around });
    await mark(written, parts, session);
    const progress = { outcomes: written.map(({ outcome }) => outcome), departments: created };
    await imports.change(context, it._id, (state) => progressed(state, progress), 'progressed');
    return true;
  });
}

/** Another worker may have done some of them meanwhile, after this one was taken for dead. */
async function stillOpen(pending: readonly Pending[], { lines }: Parts, session: ClientSession): Promise<Pending[]> {
  const ids = pending.map(({ line }) => line._id);
  const found = await lines.find({ _id: { $in: ids }, done: false }, { session, projection: { _id: 1 } }).toArray();
  const open = new Set(found.map(({ _id }) => _id));
  return pending.filter(({ line }) => open.has(line._id));
}

async function mark(written: readonly Written[], { lines }: Parts, session: ClientSession): Promise<void> {
  const writes = written.map(
    ({ _id, ...result }): AnyBulkWriteOperation<Line> => ({
      updateOne: { filter: { _id }, update: { $set: { ...result, done: true } } },
    }),
  );
  await lines.bulkWrite(writes, { session });
}
