import type { ClientSession, Filter } from 'mongodb';
import type { Employee } from '../employee.js';
import { nameKey } from '../employee-name.js';
import type { Employees } from '../employee-store.js';
import type { Draft } from './line.js';
import type { Known, World } from './plan.js';

/** How many values one query asks for. */
const CHUNK = 1_000;
/** More managers one above another than any company has. */
const DEEPEST = 100;

export type Found = Known & { keys: readonly string[]; working: boolean };
type Wanted = { emails: Iterable<string>; logins: Iterable<string> };

/** People by address or login; of several with the same one, somebody who still works here. */
export async function findKnown(employees: Employees, { emails, logins }: Wanted, session?: ClientSession): Promise<Found[]> {
  const byEmail = await findBy(employees, 'email', emails, session);
  const byLogin = await findBy(employees, 'login', logins, session);
  return [...byEmail, ...byLogin];
}

/** Everybody of whom the drafts speak, and all managers above them. */
export async function worldOf(employees: Employees, drafts: readonly Draft[]): Promise<World> {
  const managers = drafts.flatMap(({ manager }) => manager ?? []);
  const addresses = managers.map((text) => (/<([^<>]+)>$/.exec(text)?.[1] ?? text).toLowerCase());
  const named = await findBy(employees, 'lookup.keys', managers.map(nameKey));
  const found = await findKnown(employees, {
    emails: [...drafts.map(({ email }) => email), ...addresses],
    logins: [...drafts.map(({ login }) => login), ...addresses],
  });
  const all = await withManagers(employees, [...found, ...named]);

  // The last one of a map wins, so those who have left come first.
  const working = [...all.values()].sort((one, other) => Number(one.working) - Number(other.working));
  const byEmail = new Map(working.filter(({ email }) => email).map((known) => [known.email, known]));
  const byLogin = new Map(working.filter(({ login }) => login).map((known) => [known.login.toLowerCase(), known]));
  const byName = new Map<string, string[]>();
  for (const { id, keys, working } of named)
    for (const key of working ? keys : []) byName.set(key, [...(byName.get(key) ?? []), id]);
  return {
    byEmail: (email) => byEmail.get(email),
    byLogin: (login) => byLogin.get(login),
    byName: (key) => byName.get(key) ?? [],
    byId: (id) => all.get(id),
  };
}

async function findBy(employees: Employees, path: string, values: Iterable<string>, session?: ClientSession): Promise<Found[]> {
  const wanted = [...new Set(values)].filter(Boolean);
  const found: Found[] = [];
  for (let at = 0; at < wanted.length; at += CHUNK) {
    const query: Filter<Employee> = { [path]: { $in: wanted.slice(at, at + CHUNK) } };
    const projection = { email: 1, login: 1, manager: 1, status: 1, 'lookup.keys': 1 };
    const people = await employees.documents.find(query, { projection, ...(session && { session }) }).toArray();
    for (const { _id, email, login, manager, status, lookup } of people)
      found.push({ id: _id, email, login, manager, keys: lookup?.keys ?? [], working: status !== 'deactivated' });
  }
  return found;
}

async function withManagers(employees: Employees, found: readonly Found[]): Promise<Map<string, Found>> {
  const all = new Map(found.map((known) => [known.id, known]));
  let missing = found.map(({ manager }) => manager);
  for (let level = 0; level < DEEPEST; level++) {
    missing = missing.filter((id) => id && !all.has(id));
    if (missing.length === 0) break;
    const above = await findBy(employees, '_id', missing);
    for (const known of above) all.set(known.id, known);
    missing = above.map(({ manager }) => manager);
  }
  return all;
}
