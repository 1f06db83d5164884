import KeycloakAdminClient, { NetworkError } from '@keycloak/keycloak-admin-client';
import { unavailable } from '../../kit/errors.js';
import type { Settings } from '../../kit/settings.js';

/** How long Keycloak may take for one answer. */
const TIMEOUT_MILLISECONDS = 20_000;

export type Keycloak = KeycloakAdminClient;

/** The company's realm, administered as the service account: all that auth needs once the realm is set up. */
export function realmClient(settings: Settings, ownToken: () => Promise<string>): Keycloak {
  const keycloak = new KeycloakAdminClient({
    baseUrl: settings.keycloakUrl,
    realmName: settings.keycloakRealm,
    timeout: TIMEOUT_MILLISECONDS,
  });
  keycloak.registerTokenProvider({ getAccessToken: ownToken });
  return keycloak;
}

/** The company's realm, administered as Keycloak's administrator, who lives in the realm "master": only to set it up. */
export async function administratorClient(settings: Settings): Promise<Keycloak> {
  const { keycloakUrl: baseUrl, keycloakAdminUser: username, keycloakAdminPassword: password } = settings;
  const administrator = new KeycloakAdminClient({ baseUrl, realmName: 'master', timeout: TIMEOUT_MILLISECONDS });
  await administrator.auth({ grantType: 'password', clientId: 'admin-cli', username, password });
  return realmClient(settings, async () => (await administrator.getAccessToken()) ?? '');
}

/** The HTTP status Keycloak answered with; undefined where it did not answer. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof NetworkError ? error.response.status : undefined;

/** Keycloak's own words for what it refused. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Turns no answer, and an answer that Keycloak is not well, into UNAVAILABLE; other failures stay as they are. */
export async function asking<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (isAway(error)) throw unavailable('KEYCLOAK_AWAY', 'Keycloak does not answer. Try again in a moment.');
    throw error;
  }
}

/** Whether the same call may succeed later. fetch throws TypeError without a connection, and TimeoutError after the time. */
export function isAway(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || status === 429;
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
}

/** Makes what may have been made already, by another replica or before a crash. */
export async function unlessThere(creation: Promise<unknown>): Promise<void> {
  await creation.catch((error: unknown) => {
    if (statusOf(error) !== 409) throw error;
  });
}
