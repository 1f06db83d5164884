import KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { decodeJwt } from 'jose';
import { passwordToken } from '../tests/system/role.js';
import type { Installation } from './installation.js';

/** Somebody who works: a login, and a token that is renewed in time. */
export type Person = {
  readonly login: string;
  readonly id: string;
  readonly isAdmin: boolean;
  /** One that is good for a while yet, or, while Keycloak is away, the last one. */
  token(): Promise<string>;
};

/** Seconds of life below which a token is renewed: longer than Keycloak is ever kept away. */
const RENEW_BELOW = 150;

/** Makes so many people in the realm, beside those of the sample company, and signs everybody in. */
export async function signIn({ servers, realm }: Installation, count: number): Promise<Person[]> {
  const { KEYCLOAK_ADMIN_USER: username, KEYCLOAK_ADMIN_PASSWORD: password } = servers.environment;
  const keycloak = new KeycloakAdminClient({ baseUrl: servers.direct.keycloakUrl, realmName: 'master' });
  await keycloak.auth({ grantType: 'password', clientId: 'admin-cli', username, password });
  const logins = Array.from({ length: count }, (_, index) => `worker-${index + 1}`);
  await keycloak.realms.partialImport({
    realm,
    rep: {
      ifResourceExists: 'SKIP',
      users: logins.map((login) => ({
        username: login,
        email: `${login}@atrium.localhost`,
        emailVerified: true,
        enabled: true,
        firstName: 'Worker',
        lastName: login,
        realmRoles: ['employee'],
        credentials: [{ type: 'password', value: 'atrium', temporary: false }],
      })),
    },
  });
  const realmUrl = `${servers.direct.keycloakUrl}/realms/${realm}`;
  const people: Person[] = [];
  for (const login of ['anna', 'boris', 'chen', 'daria', ...logins]) people.push(await person(login, realmUrl));
  return people;
}

async function person(login: string, realmUrl: string): Promise<Person> {
  let token = await passwordToken(realmUrl, login);
  let renewing: Promise<void> | undefined;
  const secondsLeft = () => (decodeJwt(token).exp ?? 0) - Date.now() / 1000;
  const renew = async () => {
    token = await passwordToken(realmUrl, login).catch(() => token);
  };
  return {
    login,
    id: decodeJwt(token).sub ?? '',
    isAdmin: login === 'anna',
    async token() {
      if (secondsLeft() < RENEW_BELOW) await (renewing ??= renew().finally(() => (renewing = undefined)));
      return token;
    },
  };
}
