import type { Client } from 'nice-grpc';
import type { AccountServiceDefinition } from '../../../gen/atrium/auth/v1/auth.js';
import type { Employees } from '../employee-store.js';
import type { Draft, Line } from './line.js';
import { findKnown } from './world.js';

/** A line that is to be carried out, with what it says. */
export type Pending = { readonly line: Line; readonly draft: Draft };

/** The account of a line's person; where `user` is empty, why there is none. */
export type Account = { readonly user: string; readonly problem: string };

type Parts = { employees: Employees; accounts: Client<typeof AccountServiceDefinition> };

/** Finds the person of each line, or makes them an account. Doing it again finds the same accounts. By line number. */
export async function accountsOf(pending: readonly Pending[], { employees, accounts }: Parts): Promise<Map<number, Account>> {
  const find = await finder(pending, employees);
  const known = pending.map(({ line, draft }) => ({ line: line.line, draft, user: find(draft) }));
  const strangers = known.filter(({ user }) => user === undefined);
  const wanted = strangers.map(({ draft }) => wantedAccount(draft));
  const made = wanted.length > 0 ? (await accounts.ensureAccounts({ accounts: wanted })).accounts : [];
  const found = new Map(known.map(({ line, user = '' }): [number, Account] => [line, { user, problem: '' }]));
  for (const [index, { line }] of strangers.entries()) {
    const { user = '', problem = '' } = made[index] ?? {};
    found.set(line, { user, problem: problem || 'ACCOUNT_REFUSED' });
  }
  return found;
}

async function finder(pending: readonly Pending[], employees: Employees): Promise<(draft: Draft) => string | undefined> {
  const drafts = pending.map(({ draft }) => draft);
  const known = await findKnown(employees, {
    emails: drafts.map(({ email }) => email),
    logins: drafts.map(({ login }) => login),
  });
  const byEmail = new Map(known.map((person) => [person.email, person.id]));
  const byLogin = new Map(known.map((person) => [person.login, person.id]));
  return ({ email, login }) => (email ? byEmail.get(email) : undefined) ?? (login ? byLogin.get(login) : undefined);
}

const wantedAccount = ({ email, login, firstName, lastName, locale }: Draft) => ({
  email,
  login,
  firstName,
  lastName,
  locale,
  role: 'employee',
});
