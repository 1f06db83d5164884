import type { RoleMappingPayload } from '@keycloak/keycloak-admin-client/lib/defs/roleRepresentation.js';
import type UserRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userRepresentation.js';
import type { AccountRequest, EnsuredAccount } from '../../gen/atrium/auth/v1/auth.js';
import { unavailable } from '../../kit/errors.js';
import { asking, type Keycloak, statusOf, wordsOf } from './keycloak.js';
import { WEB_CLIENT } from './realm/clients.js';
import { mappable, personalRoles } from './realm/roles.js';

/** How many calls to Keycloak are under way at once. */
const PARALLEL = 8;

/** How long the link in an invitation is good: a week. */
const LINK_SECONDS = 7 * 24 * 3600;

type Account = Pick<AccountRequest, 'email' | 'firstName' | 'lastName' | 'locale' | 'role'> & {
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
  // By the list, for a role by its name is shown only to those who may see the whole realm.
  const roles = remembered(() => keycloak.roles.find());
  const roleNamed = async (name: string): Promise<RoleMappingPayload> => {
    const role = (await roles()).find((each) => each.name === name);
    if (!role) throw new Error(`The realm has no role ${name}.`);
    return mappable(role);
  };

  const byEmail = async (email: string) => (await keycloak.users.find({ email, exact: true, max: 1 }))[0];
  const byLogin = async (login: string) => (await keycloak.users.find({ username: login, exact: true, max: 1 }))[0];

  async function ensureOne(account: Account): Promise<EnsuredAccount> {
    const email = account.email.trim().toLowerCase();
    const login = (account.login?.trim() || email).toLowerCase();
    if (!login) return refused('NO_EMAIL_OR_LOGIN');
    const known = email ? await byEmail(email) : undefined;
    if (known?.id) return existing(known.id, account.role);
    try {
      const { id } = await keycloak.users.create(newUser({ ...account, email, login }));
      await give(id, account.role);
      return { user: id, created: true, problem: '' };
    } catch (error) {
      if (statusOf(error) === 400) return refused(problemOf(error));
      if (statusOf(error) !== 409) throw error;
      const owner = await byLogin(login);
      return owner?.id && isSame(owner, email) ? existing(owner.id, account.role) : refused('LOGIN_TAKEN');
    }
  }

  /** An account without any role of Atrium was made by others, or by an import that was cut short: it gets the one asked for. */
  async function existing(user: string, role: string): Promise<EnsuredAccount> {
    const roles = await keycloak.users.listRealmRoleMappings({ id: user });
    if (!roles.some(({ name }) => personalRoles.some((each) => each === name))) await give(user, role);
    return { user, created: false, problem: '' };
  }

  const give = async (id: string, role: string): Promise<void> =>
    keycloak.users.addRealmRoleMappings({ id, roles: [await roleNamed(role || 'employee')] });

  /** An account that was made before, by an import or an invitation since withdrawn, is good again. */
  async function enable(id: string): Promise<void> {
    const account = await keycloak.users.findOne({ id });
    if (account?.enabled === false) await keycloak.users.update({ id }, { ...account, enabled: true });
  }

  /** Keycloak makes the link, for only it can, and mails it itself, in the person's language: docs/decisions/007. */
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
      await asking(enable(user));
      await asking(give(user, person.role));
      await asking(sendSetupMail(user, person));
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

const refused = (problem: string): EnsuredAccount => ({ user: '', created: false, problem });

/** Who has the login already is the same person where the e-mail does not speak against it. */
const isSame = (owner: UserRepresentation, email: string): boolean =>
  !email || !owner.email || owner.email.toLowerCase() === email;

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
function remembered<Result>(ask: () => Promise<Result>): () => Promise<Result> {
  let known: Promise<Result> | undefined;
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}
