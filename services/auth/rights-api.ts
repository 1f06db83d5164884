import type { RightsServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import { maskOf } from '../../kit/field-mask.js';
import type { Implementation } from '../../kit/grpc-server.js';
import { updateRole, widest } from './rights.js';
import { permissionMessage, permissionOf } from './rights-words.js';
import { roleMessage, type Roles } from './role-store.js';

export const rightsApi = (roles: Roles): Implementation<RightsServiceDefinition> => ({
  async getMyRights(_, { actor }) {
    const permissions = widest(await roles.load(actor.roles));
    return { user: actor.id, roles: [...actor.roles], permissions: permissions.map(permissionMessage) };
  },

  async listRoles(request, context) {
    const { items, nextPageToken } = await roles.list(context, request);
    return { roles: items.map((role) => roleMessage(role, context.actor)), nextPageToken };
  },

  async updateRole({ role, updateMask }, context) {
    const permissions = (role?.permissions ?? []).map(permissionOf);
    maskOf(updateMask, { permissions }, 'role');
    const updated = await roles.change(
      context,
      role?.id ?? '',
      (before) => updateRole(before, context.actor, permissions),
      'updated',
    );
    return roleMessage(updated, context.actor);
  },
});
