import type RoleRepresentation from '@keycloak/keycloak-admin-client/lib/defs/roleRepresentation.js';
import type { RoleMappingPayload } from '@keycloak/keycloak-admin-client/lib/defs/roleRepresentation.js';
import { type Keycloak, unlessThere } from '../keycloak.js';

const descriptions = {
  admin: 'Administrators of Atrium.',
  employee: 'Employees of the company.',
  guest: 'People from outside, who see only what they were invited to.',
  service: 'The services of Atrium themselves. Never give it to a person.',
};

export type RealmRoleName = keyof typeof descriptions;

/** The roles that people have. */
export const personalRoles: readonly RealmRoleName[] = ['admin', 'employee', 'guest'];

export type RealmRoles = Readonly<Record<RealmRoleName, RoleMappingPayload>>;

/** Makes the realm roles that are missing; answers all with their ids. */
export async function ensureRoles(keycloak: Keycloak): Promise<RealmRoles> {
  const [admin, employee, guest, service] = await Promise.all([
    ensureRole(keycloak, 'admin'),
    ensureRole(keycloak, 'employee'),
    ensureRole(keycloak, 'guest'),
    ensureRole(keycloak, 'service'),
  ]);
  return { admin, employee, guest, service };
}

async function ensureRole(keycloak: Keycloak, name: RealmRoleName): Promise<RoleMappingPayload> {
  const existing = await keycloak.roles.findOneByName({ name });
  if (existing) return mappable(existing);
  await unlessThere(keycloak.roles.create({ name, description: descriptions[name] }));
  return ensureRole(keycloak, name);
}

/** A role as it is given to somebody: by id and name. */
export function mappable({ id, name }: RoleRepresentation): RoleMappingPayload {
  if (!id || !name) throw new Error('Keycloak gave a role without its id or name.');
  return { id, name };
}
