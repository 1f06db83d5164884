import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AUDIENCE, SERVICE_CLIENT } from '../../../kit/chassis.js';
import { serviceToken } from '../../../kit/service-token.js';
import type { Log } from '../../../kit/log.js';
import type { Settings } from '../../../kit/settings.js';
import { WEB_CLIENT } from './clients.js';

const Claims = z.object({
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  realm_access: z.object({ roles: z.array(z.string()) }).optional(),
});

const WAY_OUT = 'Start the auth role once with KEYCLOAK_ADMIN_USER and KEYCLOAK_ADMIN_PASSWORD, so that Atrium sets it up.';

/**
 * Without Keycloak's administrator nothing can be set up, only looked at from outside. Waits for Keycloak to start, then
 * throws one sentence about what is missing, if anything is.
 */
export async function requireRealm(settings: Settings, log: Log): Promise<void> {
  const realmUrl = `${settings.keycloakUrl}/realms/${encodeURIComponent(settings.keycloakRealm)}`;
  for (let attempt = 0; ; attempt++) {
    const realm = await get(realmUrl);
    if (realm && realm.status < 500) {
      const lack = await whatRealmLacks(realm, realmUrl, settings);
      if (lack) throw new Error(lack);
      return;
    }
    if (attempt % 10 === 0) log.info(`Waiting for Keycloak at ${settings.keycloakUrl}`);
    await sleep(1_000);
  }
}

async function whatRealmLacks(realm: Response, realmUrl: string, settings: Settings): Promise<string | undefined> {
  const { keycloakUrl, keycloakRealm } = settings;
  const lacks = (what: string) => `Keycloak at ${keycloakUrl} ${what} ${WAY_OUT}`;
  if (!realm.ok) return lacks(`has no realm "${keycloakRealm}".`);

  const own = serviceToken({ realmUrl, clientId: SERVICE_CLIENT, clientSecret: settings.serviceClientSecret });
  const token = await own().catch(() => undefined);
  if (!token)
    return lacks(`has no client "${SERVICE_CLIENT}" with this ATRIUM_SERVICE_CLIENT_SECRET in the realm "${keycloakRealm}".`);

  const { aud, realm_access } = claimsOf(token);
  if (![aud].flat().includes(AUDIENCE)) return lacks(`gives "${SERVICE_CLIENT}" tokens without the audience "${AUDIENCE}".`);
  if (!realm_access?.roles.includes('service')) return lacks(`has not given "${SERVICE_CLIENT}" the role "service".`);

  const people = await get(`${keycloakUrl}/admin/realms/${encodeURIComponent(keycloakRealm)}/users/count`, token);
  if (!people?.ok) return lacks(`does not let "${SERVICE_CLIENT}" see and manage the people of the realm "${keycloakRealm}".`);

  const signIn = await get(signInPage(realmUrl, settings.publicUrl));
  if (!signIn?.ok) return lacks(`has no client "${WEB_CLIENT}" for ${settings.publicUrl} in the realm "${keycloakRealm}".`);
  return undefined;
}

/** Keycloak answers with an error page where it does not know the client or the address to return to. */
const signInPage = (realmUrl: string, publicUrl: string): string =>
  `${realmUrl}/protocol/openid-connect/auth?${new URLSearchParams({
    client_id: WEB_CLIENT,
    redirect_uri: `${publicUrl}/`,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  }).toString()}`;

const get = (url: string, token?: string): Promise<Response | undefined> =>
  fetch(url, { signal: AbortSignal.timeout(10_000), ...(token && { headers: { authorization: `Bearer ${token}` } }) }).catch(
    () => undefined,
  );

const claimsOf = (token: string): z.infer<typeof Claims> =>
  Claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
