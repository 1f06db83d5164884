import { Role as RoleMessage, RoleEvent } from '../../gen/atrium/auth/v1/auth.js';
import { type Actor, systemActor } from '../../kit/actor.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Store } from '../../kit/store.js';
import { isDuplicateKey } from '../../kit/transaction.js';
import { defaultPermissions, roleIds } from './default-rights.js';
import { completeRole, type Role, roleActions } from './rights.js';
import { permissionMessage } from './rights-words.js';

export type Roles = Aggregate<Role>;

/** Every signed-in person may read the roles, and every process keeps them. */
export const roleStore = (store: Store): Roles =>
  store.aggregate<Role, RoleMessage>({
    name: 'role',
    collection: 'roles',
    indexes: [],
    type: 'atrium.auth.v1.Role',
    codec: RoleMessage,
    message: roleMessage,
    eventType: 'atrium.auth.v1.RoleEvent',
    event: (role, { action, changes, actor }) => RoleEvent.encode({ action, role, changes, actor }).finish(),
    readable: () => ({}),
    audience: () => ['*'],
    sortable: { id: { path: '_id' } },
  });

export const roleMessage = (role: Role, actor?: Actor): RoleMessage => ({
  id: role._id,
  version: role.version,
  permissions: role.permissions.map(permissionMessage),
  allowedActions: actor ? roleActions(role, actor) : [],
});

/** Makes the roles that are not there, and gives those that are what modules of this release ask for. */
export async function ensureRoles(roles: Roles): Promise<void> {
  const context = { actor: systemActor, now: new Date(), automation: 'auth/roles' };
  for (const id of roleIds) {
    const [existing] = await roles.load([id]);
    if (existing) await roles.change(context, id, completeRole, 'updated');
    else
      await roles.create(context, { _id: id, permissions: defaultPermissions(id) }).catch((error: unknown) => {
        // Another replica was first.
        if (!isDuplicateKey(error, '_id')) throw error;
      });
  }
}
