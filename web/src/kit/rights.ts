import type { ModuleName, MyRights, Operation, Scope } from '../api/types';

/** How far a person's rights reach, for what has no thing yet that could carry allowed actions: making one, opening a page. */
export const scopeOf = ({ permissions }: MyRights, module: ModuleName, operation: Operation): Scope =>
  permissions.find((permission) => permission.module === module && permission.operation === operation)?.scope ?? 'SCOPE_NONE';

/** Whether somebody may do it at all, at least with what is their own. */
export const mayAny = (rights: MyRights, module: ModuleName, operation: Operation): boolean => {
  const scope = scopeOf(rights, module, operation);
  return scope !== 'SCOPE_NONE' && scope !== 'SCOPE_UNSPECIFIED';
};

/** Whether somebody may do it with everything. */
export const mayAll = (rights: MyRights, module: ModuleName, operation: Operation): boolean =>
  scopeOf(rights, module, operation) === 'SCOPE_ALL';
