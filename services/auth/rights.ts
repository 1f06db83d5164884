import { type Actor, isAdmin, type Permission, type Scope, scopes } from '../../kit/actor.js';
import { denied, invalid, refused } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';
import { defaultPermissions, modules, operations } from './default-rights.js';

/** A realm role and what it may do: a scope for each operation in each module. */
export type Role = Stored<string> & { readonly permissions: readonly Permission[] };

export const roleActions = (role: Role, actor: Actor): string[] => (isAdmin(actor) && role._id !== 'admin' ? ['update'] : []);

/** Gives the role these permissions; what is not named is none. */
export function updateRole(role: Role, actor: Actor, permissions: readonly Permission[]): Role {
  if (!isAdmin(actor)) throw denied('update');
  if (role._id === 'admin') throw refused('ROLE_FIXED', 'What administrators may do is fixed.');
  const named = new Map(permissions.map((permission) => [cell(permission), permission.scope]));
  if (named.size < permissions.length)
    throw invalid('DUPLICATE_PERMISSION', 'An operation of a module is named more than once.', 'role.permissions');
  return withPermissions(
    role,
    matrix((each) => named.get(cell(each)) ?? 'none'),
  );
}

/** A role of an earlier release knows nothing of modules that came since: there it gets what a new installation gives. */
export function completeRole(role: Role): Role {
  const known = new Map(role.permissions.map((permission) => [cell(permission), permission.scope]));
  const initial = new Map(defaultPermissions(role._id).map((permission) => [cell(permission), permission.scope]));
  return withPermissions(
    role,
    matrix((each) => known.get(cell(each)) ?? initial.get(cell(each)) ?? 'none'),
  );
}

/** What several roles give together: per operation the widest scope. */
export function widest(roles: readonly Role[]): Permission[] {
  const given = new Map<string, Scope>();
  for (const permission of roles.flatMap((role) => role.permissions)) {
    const before = given.get(cell(permission)) ?? 'none';
    given.set(cell(permission), scopes.indexOf(permission.scope) > scopes.indexOf(before) ? permission.scope : before);
  }
  return matrix((each) => given.get(cell(each)) ?? 'none');
}

type Cell = Pick<Permission, 'module' | 'operation'>;

const cell = ({ module, operation }: Cell): string => `${module}/${operation}`;

const matrix = (scopeOf: (cell: Cell) => Scope): Permission[] =>
  modules.flatMap((module) => operations.map((operation) => ({ module, operation, scope: scopeOf({ module, operation }) })));

/** The same role where nothing changes, so that nothing is written. */
function withPermissions(role: Role, permissions: Permission[]): Role {
  const scopesOf = (list: readonly Permission[]) => list.map((each) => `${cell(each)}=${each.scope}`).join();
  return scopesOf(role.permissions) === scopesOf(permissions) ? role : { ...role, permissions };
}
