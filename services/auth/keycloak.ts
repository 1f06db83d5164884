import KeycloakAdminClient, { NetworkError } from '@keycloak/keycloak-admin-client';
import { Status } from 'nice-grpc-common';
import { Refusal, unavailable } from '../../kit/errors.js';
import type { Settings } from '../../kit/settings.js';

/** How long Keycloak may take for one answer; for setting up, which makes keys, on a machine that is busy starting. */
const TIMEOUT_MILLISECONDS = 10_000;
const SETUP_TIMEOUT_MILLISECONDS = 60_000;

export type Keycloak = KeycloakAdminClient;

/** The company's realm, administered as the service account: all that auth needs once the realm is set up. */
export function realmClient(settings: Settings, ownToken: () => Promise<string>, timeout = TIMEOUT_MILLISECONDS): Keycloak {
  const keycloak = new KeycloakAdminClient({
    baseUrl: settings.keycloakUrl,
    realmName: settings.keycloakRealm,
    timeout,
  });
  keycloak.registerTokenProvider({
    getAccessToken: () =>
      ownToken().catch((error: unknown) => {
        // Who gives no token gives no answer either.
        throw error instanceof Refusal && error.code === Status.UNAVAILABLE ? away() : error;
      }),
  });
  return keycloak;
}

const away = (): Refusal => unavailable('KEYCLOAK_AWAY', 'Keycloak does not answer. Try again in a moment.');

/** The company's realm, administered as Keycloak's administrator, who lives in the realm "master": only to set it up. */
export async function administratorClient(settings: Settings): Promise<Keycloak> {
  const { keycloakUrl: baseUrl, keycloakAdminUser: username, keycloakAdminPassword: password } = settings;
  const administrator = new KeycloakAdminClient({ baseUrl, realmName: 'master', timeout: SETUP_TIMEOUT_MILLISECONDS });
  await administrator.auth({ grantType: 'password', clientId: 'admin-cli', username, password });
  return realmClient(settings, async () => (await administrator.getAccessToken()) ?? '', SETUP_TIMEOUT_MILLISECONDS);
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
    if (isAway(error)) throw away();
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
