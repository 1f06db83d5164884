import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICE_CLIENT } from '../../../kit/chassis.js';
import { claimLease, releaseLease } from '../../../kit/lease.js';
import type { Log } from '../../../kit/log.js';
import type { Settings } from '../../../kit/settings.js';
import type { Store } from '../../../kit/store.js';
import { administratorClient, isAway, type Keycloak, statusOf, wordsOf } from '../keycloak.js';
import { clientPlans, ensureClient } from './clients.js';
import { ensureMailTexts } from './mail-texts.js';
import { ensureRealm } from './realm.js';
import { ensureRoles } from './roles.js';
import { ensureSamplePeople } from './sample-people.js';
import { ensureScope } from './scope.js';
import { ensureServiceAccount } from './service-account.js';

/** After so long without a sign of life a replica is taken for dead, and another one goes on. */
const LEASE_MILLISECONDS = 15_000;

type Ground = { settings: Settings; store: Pick<Store, 'leases'>; log: Log };

/**
 * Sets up the realm as Keycloak's administrator, waiting for Keycloak to start. Repeating it changes nothing; of several
 * replicas one does it at a time, and those after it find everything done.
 */
export async function setUpRealm({ settings, store, log }: Ground): Promise<void> {
  const holder = randomUUID();
  const claim = () => claimLease(store.leases, 'realm', holder, LEASE_MILLISECONDS);
  while ((await claim()) === undefined) await sleep(200);
  const alive = setInterval(() => void claim().catch(() => undefined), LEASE_MILLISECONDS / 3);
  try {
    const keycloak = await patiently(settings, log, () => administratorClient(settings));
    await patiently(settings, log, () => ensureAll(keycloak, settings));
  } finally {
    clearInterval(alive);
    await releaseLease(store.leases, 'realm', holder);
  }
}

async function ensureAll(keycloak: Keycloak, settings: Settings): Promise<void> {
  const { made } = await ensureRealm(keycloak, settings);
  await ensureMailTexts(keycloak, settings.keycloakRealm, made);
  const roles = await ensureRoles(keycloak);
  const scopeId = await ensureScope(keycloak);
  for (const plan of clientPlans(settings, roles)) {
    const id = await ensureClient(keycloak, plan, scopeId);
    if (plan.clientId === SERVICE_CLIENT) await ensureServiceAccount(keycloak, id, roles);
  }
  if (settings.development) await ensureSamplePeople(keycloak, settings);
}

/** Tries again while Keycloak starts or is overwhelmed; what it refuses for good is told in one sentence. */
async function patiently<Result>({ keycloakUrl }: Settings, log: Log, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (statusOf(error) === 401)
        throw new Error(`Keycloak at ${keycloakUrl} refuses KEYCLOAK_ADMIN_USER: ${wordsOf(error)}`, { cause: error });
      if (!isAway(error))
        throw new Error(`Keycloak at ${keycloakUrl} refuses to set up the realm: ${wordsOf(error)}`, { cause: error });
      if (attempt % 10 === 1) log.info(`Waiting for Keycloak at ${keycloakUrl} to set up the realm`);
      await sleep(1_000);
    }
  }
}
