import type { RoleMappingPayload } from '@keycloak/keycloak-admin-client/lib/defs/roleRepresentation.js';
import type UserRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userRepresentation.js';
import type { AccountRequest, EnsuredAccount } from '../../gen/atrium/auth/v1/auth.js';
import { unavailable } from '../../kit/errors.js';
import { asking, type Keycloak, statusOf, wordsOf } from './keycloak.js';
import { WEB_CLIENT } from './realm/clients.js';
import { mappable } from './realm/roles.js';

/** How many calls to Keycloak are under way at once. */
const PARALLEL = 8;

/** How long the link in an invitation is good: a week. */
const LINK_SECONDS = 7 * 24 * 3600;

export type Account = Pick<AccountRequest, 'email' | 'firstName' | 'lastName' | 'locale' | 'role'> & {
  /** The e-mail where there is none. */
  login?: string;
};

export type Accounts = {
  /** Finds or makes an account for each, by e-mail or login; answers in the order asked. */
  ensure(wanted: readonly Account[]): Promise<EnsuredAccount[]>;
  find(email: string): Promise<UserRepresentation | undefined>;
  /** Whether the person has a password or another way to sign in; an account that was only imported has none. */
  canSignIn(account: UserRepresentation): Promise<boolean>;
  /** Makes the account where there is none, and mails the person a link to Keycloak's page that sets a password. Answers the account. */
  invite(person: Account): Promise<string>;
  /** Disabling ends the person's sessions. False where there is no such account. */
  setEnabled(user: string, enabled: boolean): Promise<boolean>;
};

/** The accounts of the realm. Every call may be repeated; UNAVAILABLE KEYCLOAK_AWAY where Keycloak does not answer. */
export function keycloakAccounts(keycloak: Keycloak, { publicUrl }: { publicUrl: string }): Accounts {
  const roleNamed = remembering(async (name: string) => {
    const role = await keycloak.roles.findOneByName({ name });
    if (!role) throw new Error(`The realm has no role ${name}.`);
    return mappable(role);
  });

  const byEmail = async (email: string) => (await keycloak.users.find({ email, exact: true, max: 1 }))[0];
  const byLogin = async (login: string) => (await keycloak.users.find({ username: login, exact: true, max: 1 }))[0];

  async function ensureOne(account: Account): Promise<EnsuredAccount> {
    const email = account.email.trim().toLowerCase();
    const login = (account.login?.trim() || email).toLowerCase();
    if (!login) return { user: '', created: false, problem: 'NO_EMAIL_OR_LOGIN' };
    const known = email ? await byEmail(email) : undefined;
    if (known?.id) return { user: known.id, created: false, problem: '' };
    try {
      const role = await roleNamed(account.role || 'employee');
      const { id } = await keycloak.users.create(newUser({ ...account, email, login }));
      await keycloak.users.addRealmRoleMappings({ id, roles: [role] });
      return { user: id, created: true, problem: '' };
    } catch (error) {
      if (statusOf(error) === 409) return ofLogin(await byLogin(login), email);
      if (statusOf(error) === 400) return { user: '', created: false, problem: problemOf(error) };
      throw error;
    }
  }

  /** An account that was made before, by an import or an invitation since withdrawn, is good again. */
  async function enable(id: string, role: RoleMappingPayload): Promise<void> {
    const account = await keycloak.users.findOne({ id });
    if (account?.enabled === false) await keycloak.users.update({ id }, { ...account, enabled: true });
    await keycloak.users.addRealmRoleMappings({ id, roles: [role] });
  }

  /** Keycloak makes the link, for only it can, and mails it itself, in the person's language: see docs/decisions. */
  async function sendSetupMail(id: string, { firstName, lastName }: Account): Promise<void> {
    const actions = ['UPDATE_PASSWORD', ...(firstName && lastName ? [] : ['UPDATE_PROFILE'])];
    const link = { clientId: WEB_CLIENT, redirectUri: `${publicUrl}/`, lifespan: LINK_SECONDS };
    await keycloak.users.executeActionsEmail({ id, actions, ...link }).catch((error: unknown) => {
      if (statusOf(error) === 500) throw unavailable('MAIL_AWAY', `Keycloak cannot send mail: ${wordsOf(error)}`);
      throw error;
    });
  }

  return {
    ensure: (wanted) => asking(inParallel(wanted, ensureOne)),
    find: (email) => asking(byEmail(email)),
    async canSignIn({ id = '', federationLink }) {
      if (federationLink) return true;
      const [credentials, identities] = await asking(
        Promise.all([keycloak.users.getCredentials({ id }), keycloak.users.listFederatedIdentities({ id })]),
      );
      return credentials.length + identities.length > 0;
    },

    async invite(person) {
      const { user, problem } = await asking(ensureOne(person));
      if (!user) throw new Error(`Keycloak made no account for the invitation: ${problem}.`);
      await asking(enable(user, await roleNamed(person.role)));
      await sendSetupMail(user, person);
      return user;
    },

    async setEnabled(user, enabled) {
      const existing = await asking(keycloak.users.findOne({ id: user }));
      if (!existing) return false;
      if (existing.enabled !== enabled) await asking(keycloak.users.update({ id: user }, { ...existing, enabled }));
      if (!enabled) await asking(keycloak.users.logout({ id: user }));
      return true;
    },
  };
}

const newUser = ({ email, login, firstName, lastName, locale }: Account): UserRepresentation => ({
  username: login,
  ...(email && { email }),
  firstName,
  lastName,
  enabled: true,
  ...(locale && { attributes: { locale: [locale] } }),
});

/** Who has the login already is the same person where the e-mail does not speak against it. */
function ofLogin(owner: UserRepresentation | undefined, email: string): EnsuredAccount {
  const same = owner?.id && (!email || !owner.email || owner.email.toLowerCase() === email);
  return same ? { user: owner.id ?? '', created: false, problem: '' } : { user: '', created: false, problem: 'LOGIN_TAKEN' };
}

/** Keycloak's user profile says "error-invalid-email" and the like. */
const problemOf = (error: unknown): string =>
  wordsOf(error)
    .replace(/^error-/, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();

async function inParallel<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results = new Map<number, Result>();
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, items.length) }, worker));
  return items.map((_, index) => {
    const result = results.get(index);
    if (result === undefined) throw new Error('An item was left without a result.');
    return result;
  });
}

/** What never changes is asked for once; a failure is forgotten. */
function remembering<Result>(ask: (name: string) => Promise<Result>): (name: string) => Promise<Result> {
  const known = new Map<string, Promise<Result>>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    answer.catch(() => known.delete(name));
    return answer;
  };
}
