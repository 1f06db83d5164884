import { type Keycloak } from '../keycloak.js';
import { findClient } from './clients.js';
import { mappable, type RealmRoles } from './roles.js';

/** What auth does at run time: find, make, enable, disable people, and give them roles. */
const RIGHTS = ['manage-users', 'view-users', 'query-users'];

/** Gives the account of the services its role in Atrium and its rights over the people of the realm. */
export async function ensureServiceAccount(keycloak: Keycloak, clientUniqueId: string, { service }: RealmRoles): Promise<void> {
  const { id } = await keycloak.clients.getServiceAccountUser({ id: clientUniqueId });
  const management = await findClient(keycloak, 'realm-management');
  if (!id || !management) throw new Error('Keycloak gave the service account or the client realm-management without its id.');
  const rights = await keycloak.users.listAvailableClientRoleMappings({ id, clientUniqueId: management.id });
  const lacking = rights.filter(({ name = '' }) => RIGHTS.includes(name)).map(mappable);
  if (lacking.length > 0) await keycloak.users.addClientRoleMappings({ id, clientUniqueId: management.id, roles: lacking });
  const roles = await keycloak.users.listRealmRoleMappings({ id });
  if (!roles.some(({ name }) => name === service.name)) await keycloak.users.addRealmRoleMappings({ id, roles: [service] });
}
