import type { AnyBulkWriteOperation, ClientSession } from 'mongodb';
import type { Client } from 'nice-grpc';
import type { AccountServiceDefinition } from '../../../gen/atrium/auth/v1/auth.js';
import { systemActor } from '../../../kit/actor.js';
import type { Context } from '../../../kit/context.js';
import type { Store } from '../../../kit/store.js';
import type { Shaping } from '../departments.js';
import type { Employee } from '../employee.js';
import type { People } from '../people.js';
import type { Tree } from '../tree.js';
import type { Parts as CheckParts } from './check.js';
import { follow } from './department-path.js';
import { ensureDepartments } from './departments.js';
import { draftOf } from './draft.js';
import { finish, type Import, progressed } from './import.js';
import { type Draft, fatal, leftOut, type Line, type Outcome, type Problem } from './line.js';
import { imported, updated } from './person.js';
import { findKnown } from './world.js';

export type Parts = CheckParts & {
  store: Store;
  people: People;
  shaping: Shaping;
  accounts: Client<typeof AccountServiceDefinition>;
};

/** Lines of one transaction: enough to be quick, and few enough that a progress bar moves. */
const BATCH = 50;

type Pending = { line: Line; draft: Draft };
/** The account of a line's person, or why there is none. */
type Account = { user: string; problem: string };

/**
 * Carries out the lines that are not done yet, batch after batch, until none is left, the import is cancelled or the signal
 * comes. The people of a batch, its lines' marks and the import's counts are one transaction, so that whoever takes over
 * after a crash goes on exactly behind the last line that is done, and no line is ever done twice or by half.
 */
export async function carryOut(it: Import, parts: Parts, signal: AbortSignal): Promise<void> {
  const { imports, lines } = parts;
  while (!signal.aborted) {
    const batch = await lines
      .find({ import: it._id, done: false, outcome: { $ne: 'fail' } })
      .sort({ order: 1, line: 1 })
      .limit(BATCH)
      .toArray();
    if (batch.length === 0) {
      const now = new Date();
      await imports.change(
        { actor: systemActor, now, automation: 'org/import' },
        it._id,
        (state) => finish(state, now),
        'finished',
      );
      return;
    }
    const pending = batch.map((line) => ({ line, draft: draftOf(line.cells, { ...it, now: it.createdAt }).draft }));
    if (!(await carryOutBatch(it, pending, parts))) return;
  }
}

/** False where the import is no longer to go on. */
async function carryOutBatch(it: Import, pending: readonly Pending[], parts: Parts): Promise<boolean> {
  const accounts = await accountsOf(pending, parts);
  return parts.store.transaction(undefined, async (session) => {
    const { imports, lines, shaping, structure } = parts;
    const [current] = await imports.load([it._id], session);
    if (current?.state !== 'running') return false;
    const open = await stillOpen(pending, parts, session);
    const context = { actor: systemActor, now: new Date(), automation: 'org/import', session };
    const paths = open.flatMap(({ draft }) => draft.departments ?? []);
    const departments = await ensureDepartments(paths, { context, shaping, tree: () => structure.tree(session) });
    const scribe = await scribeOf(open, accounts, { ...parts, context, tree: departments.tree });
    const done: Pick<Line, '_id' | 'outcome' | 'problems' | 'employee'>[] = [];
    for (const one of open) done.push(await scribe(one));
    const writes = done.map(
      ({ _id, ...change }): AnyBulkWriteOperation<Line> => ({
        updateOne: { filter: { _id }, update: { $set: { ...change, done: true } } },
      }),
    );
    if (writes.length > 0) await lines.bulkWrite(writes, { session });
    const progress = { outcomes: done.map(({ outcome }) => outcome), departments: departments.created };
    await imports.change(context, it._id, (state) => progressed(state, progress), 'progressed');
    return true;
  });
}

/** Another worker may have done some of them meanwhile, after this one was taken for dead. */
async function stillOpen(pending: readonly Pending[], { lines }: Parts, session: ClientSession): Promise<Pending[]> {
  const ids = pending.map(({ line }) => line._id);
  const open = new Set(
    (await lines.find({ _id: { $in: ids }, done: false }, { session, projection: { _id: 1 } }).toArray()).map(({ _id }) => _id),
  );
  return pending.filter(({ line }) => open.has(line._id));
}

/** Finds the person of each line, or makes them an account. Doing it again finds the same accounts. */
async function accountsOf(pending: readonly Pending[], { employees, accounts }: Parts): Promise<Map<number, Account>> {
  const drafts = pending.map(({ draft }) => draft);
  const known = await findKnown(employees, {
    emails: drafts.map(({ email }) => email),
    logins: drafts.map(({ login }) => login),
  });
  const find = ({ email, login }: Draft) =>
    known.find((person) => email && person.email === email) ?? known.find((person) => login && person.login === login);
  const found = new Map<number, Account>();
  const wanted: Pending[] = [];
  for (const one of pending) {
    const user = find(one.draft)?.id;
    if (user) found.set(one.line.line, { user, problem: '' });
    else wanted.push(one);
  }
  if (wanted.length === 0) return found;
  const answer = await accounts.ensureAccounts({
    accounts: wanted.map(({ draft: { email, login, firstName, lastName, locale } }) => ({
      email,
      login,
      firstName,
      lastName,
      locale,
      role: 'employee',
    })),
  });
  for (const [index, { line }] of wanted.entries()) {
    const account = answer.accounts[index];
    found.set(line.line, { user: account?.user ?? '', problem: account?.problem || 'ACCOUNT_REFUSED' });
  }
  return found;
}

type Desk = Parts & { context: Context & { session: ClientSession }; tree: Tree };

/** Writes people within the batch's transaction. */
async function scribeOf(open: readonly Pending[], accounts: ReadonlyMap<number, Account>, desk: Desk) {
  const { employees, people, lines, context, tree } = desk;
  const users = open.flatMap(({ line }) => accounts.get(line.line)?.user ?? []);
  const known = new Map((await employees.load(users, context.session)).map((employee) => [employee._id, employee]));
  const written = new Map<number, string>();
  const managerLines = open.flatMap(({ line: { manager } }) => (manager && 'line' in manager ? [manager.line] : []));
  const above = await lines
    .find({ import: open[0]?.line.import ?? 0, line: { $in: managerLines }, done: true }, { session: context.session })
    .toArray();
  for (const { line, employee } of above) if (employee) written.set(line, employee);

  async function managerOf(
    { line: { manager }, draft }: Pending,
    user: string,
    current: string,
  ): Promise<{ manager?: string; problems: Problem[] }> {
    if (!manager) return { problems: [] };
    const id = 'line' in manager ? written.get(manager.line) : manager.employee;
    if (id === current) return { problems: [] };
    const reason = id ? await people.managerProblem(user, id, context.session) : 'UNKNOWN_PERSON';
    if (id && !reason) return { manager: id, problems: [] };
    const text = `"${(draft.manager ?? '').slice(0, 80)}" cannot lead this person.`;
    return { problems: [leftOut(reason === 'MANAGER_CYCLE' ? reason : 'UNKNOWN_MANAGER', 'manager', text)] };
  }

  async function write(
    user: string,
    draft: Draft,
    existing: Employee | undefined,
    manager: string | undefined,
  ): Promise<Outcome> {
    const departments = draft.departments && [...new Set(draft.departments.map((path) => follow(path, tree).at))];
    const resolved = { departments, manager };
    if (!existing) {
      known.set(user, await people.create(context, imported(user, draft, resolved, context.now), { tree }));
      return 'create';
    }
    if (updated(existing, draft, resolved) === existing) return 'unchanged';
    known.set(user, await people.change(context, user, (employee) => updated(employee, draft, resolved), 'updated', { tree }));
    return 'update';
  }

  return async (one: Pending): Promise<Pick<Line, '_id' | 'outcome' | 'problems' | 'employee'>> => {
    const { line, draft } = one;
    const account = accounts.get(line.line);
    if (!account?.user) {
      const refusal = fatal(
        account?.problem ?? 'ACCOUNT_REFUSED',
        'email',
        'The identity provider made no account for this person.',
      );
      return { _id: line._id, outcome: 'fail', problems: [...line.problems, refusal], employee: '' };
    }
    const existing = known.get(account.user);
    const { manager, problems } = await managerOf(one, account.user, existing?.manager ?? '');
    const outcome = await write(account.user, draft, existing, manager);
    written.set(line.line, account.user);
    return { _id: line._id, outcome, problems: [...line.problems, ...problems], employee: account.user };
  };
}
