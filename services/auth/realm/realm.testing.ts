import { randomUUID } from 'node:crypto';
import KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { z } from 'zod';
import { readSettings, type Settings } from '../../../kit/settings.js';

const env = z.object({
  MONGODB_URI: z.string(),
  KEYCLOAK_URL: z.string(),
  KEYCLOAK_ADMIN_USER: z.string(),
  KEYCLOAK_ADMIN_PASSWORD: z.string(),
  SMTP_URL: z.string(),
  MAIL_URL: z.string(),
});

/** How long a realm may take, in milliseconds: Keycloak makes keys for it, and the machine may have other things to do. */
export const MAKING_A_REALM = 180_000;

/** The real servers, and a realm of the test's own. */
export function realmEnvironment() {
  const { MAIL_URL, ...servers } = env.parse(process.env);
  return { mailUrl: MAIL_URL, env: { ...servers, KEYCLOAK_REALM: `test-${randomUUID().slice(0, 8)}` } };
}

/** The settings of a process in that realm. */
export const realmSettings = (more: Record<string, string> = {}): Settings =>
  readSettings({ ATRIUM_DEVELOPMENT: 'true', ...realmEnvironment().env, ...more });

/** Keycloak's administrator, looking at what has been done. */
export async function administrator({ keycloakUrl, keycloakRealm, keycloakAdminUser, keycloakAdminPassword }: Settings) {
  const signedIn = new KeycloakAdminClient({ baseUrl: keycloakUrl, realmName: 'master' });
  await signedIn.auth({
    grantType: 'password',
    clientId: 'admin-cli',
    username: keycloakAdminUser ?? '',
    password: keycloakAdminPassword ?? '',
  });
  const keycloak = new KeycloakAdminClient({ baseUrl: keycloakUrl, realmName: keycloakRealm });
  keycloak.registerTokenProvider({ getAccessToken: () => signedIn.getAccessToken() });
  return keycloak;
}

const Answer = z.object({ access_token: z.string() });

/** A token of the realm for a person of development. */
export async function tokenOf({ keycloakUrl, keycloakRealm }: Settings, username: string, password = 'atrium'): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'atrium-cli', username, password, scope: 'openid' });
  const response = await fetch(`${keycloakUrl}/realms/${keycloakRealm}/protocol/openid-connect/token`, { method: 'POST', body });
  if (!response.ok) throw new Error(`${username} cannot sign in: ${await response.text()}`);
  return Answer.parse(await response.json()).access_token;
}
