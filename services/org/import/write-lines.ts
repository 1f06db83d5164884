import type { ClientSession } from 'mongodb';
import type { Context } from '../../../kit/context.js';
import type { Employee } from '../employee.js';
import type { Employees } from '../employee-store.js';
import type { People, Surroundings } from '../people.js';
import type { Account, Pending } from './accounts.js';
import { follow } from './department-path.js';
import type { Lines } from './import-store.js';
import { type Draft, fatal, leftOut, type Line, type Outcome, type Problem } from './line.js';
import { imported, type Resolved, updated } from './person.js';

type Parts = {
  employees: Employees;
  people: People;
  lines: Lines;
  accounts: ReadonlyMap<number, Account>;
  context: Context & { session: ClientSession };
  around: Surroundings;
};

/** What became of a line. */
export type Written = Pick<Line, '_id' | 'outcome' | 'problems' | 'employee'>;

/** Writes the people of some lines within a transaction, one after another, those first whom others report to. */
export async function writeLines(pending: readonly Pending[], parts: Parts): Promise<Written[]> {
  const { employees, accounts, context } = parts;
  const users = pending.flatMap(({ line }) => accounts.get(line.line)?.user || []);
  const people = new Map((await employees.load(users, context.session)).map((employee) => [employee._id, employee]));
  const personOf = await peopleOfLines(pending, parts);
  const written: Written[] = [];
  for (const one of pending) {
    const account = accounts.get(one.line.line);
    if (account?.user) {
      const existing = people.get(account.user);
      const { outcome, problems, employee } = await writeLine(one, account.user, existing, { ...parts, personOf });
      people.set(account.user, employee);
      personOf.set(one.line.line, account.user);
      written.push({ _id: one.line._id, outcome, problems: [...one.line.problems, ...problems], employee: account.user });
    } else {
      const refusal = fatal(account?.problem ?? '', 'email', 'The identity provider made no account for this person.');
      written.push({ _id: one.line._id, outcome: 'fail', problems: [...one.line.problems, refusal], employee: '' });
    }
  }
  return written;
}

/** The people of the lines that these name as managers, as far as they are done. */
async function peopleOfLines(pending: readonly Pending[], { lines, context: { session } }: Parts): Promise<Map<number, string>> {
  const [first] = pending;
  const named = pending.flatMap(({ line: { manager } }) => (manager && 'line' in manager ? [manager.line] : []));
  if (!first || named.length === 0) return new Map();
  const done = await lines.find({ import: first.line.import, line: { $in: named }, done: true }, { session }).toArray();
  return new Map(done.flatMap(({ line, employee }) => (employee ? [[line, employee] as const] : [])));
}

type Result = { outcome: Outcome; problems: Problem[]; employee: Employee };
type Around = Parts & { personOf: ReadonlyMap<number, string> };

async function writeLine({ line, draft }: Pending, user: string, existing: Employee | undefined, parts: Around): Promise<Result> {
  const { people, context, around } = parts;
  const departments = draft.departments && [...new Set(draft.departments.map((path) => follow(path, around.tree).at))];
  const { manager, problems } = await managerOf(line, draft, user, existing, parts);
  const resolved: Resolved = { departments, manager };
  if (!existing) {
    const employee = await people.create(context, imported(user, draft, resolved, context.now), { around });
    return { outcome: 'create', problems, employee };
  }
  if (updated(existing, draft, resolved) === existing) return { outcome: 'unchanged', problems, employee: existing };
  const employee = await people.change(context, user, (person) => updated(person, draft, resolved), 'updated', { around });
  return { outcome: 'update', problems, employee };
}

/** The manager's id where somebody new is to lead the person; one who cannot, after all, is left out. */
async function managerOf(
  { manager }: Line,
  draft: Draft,
  user: string,
  existing: Employee | undefined,
  { around: { managers }, personOf }: Around,
): Promise<{ manager?: string; problems: Problem[] }> {
  if (!manager) return { problems: [] };
  const id = 'line' in manager ? personOf.get(manager.line) : manager.employee;
  if (id && id === existing?.manager) return { problems: [] };
  const problem = id ? await managers.problem(user, id) : 'UNKNOWN_PERSON';
  if (id && !problem) return { manager: id, problems: [] };
  const reason = problem === 'MANAGER_CYCLE' ? problem : 'UNKNOWN_MANAGER';
  return { problems: [leftOut(reason, 'manager', `"${(draft.manager ?? '').slice(0, 80)}" cannot lead this person.`)] };
}
