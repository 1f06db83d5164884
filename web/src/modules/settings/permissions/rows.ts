import type { ModuleName, Operation, Permission, Role, Scope } from '../../../api/types';

/** A line of the matrix: one operation of one module, and how far it can reach. */
export type RightRow = {
  readonly module: ModuleName;
  readonly operation: Operation;
  readonly id: RowId;
  readonly scopes: readonly Scope[];
};

export type RowId =
  | 'people.read'
  | 'people.create'
  | 'people.change'
  | 'people.delete'
  | 'tasks.read'
  | 'tasks.create'
  | 'tasks.change'
  | 'tasks.delete'
  | 'company.change'
  | 'time.read'
  | 'time.create'
  | 'time.change'
  | 'time.delete';

const anyScope: readonly Scope[] = ['SCOPE_NONE', 'SCOPE_OWN', 'SCOPE_DEPARTMENT', 'SCOPE_DEPARTMENT_AND_BELOW', 'SCOPE_ALL'];
/** Where it belongs to nobody, one may or one may not. */
const yesOrNo: readonly Scope[] = ['SCOPE_NONE', 'SCOPE_ALL'];
/** Nobody writes the time of others. */
const ownOnly: readonly Scope[] = ['SCOPE_NONE', 'SCOPE_OWN', 'SCOPE_ALL'];

const row = (module: ModuleName, operation: Operation, id: RowId, scopes = anyScope): RightRow => ({
  module,
  operation,
  id,
  scopes,
});

/** What the matrix decides. Operations that no module asks about yet keep their scope, unseen. */
export const rows: readonly RightRow[] = [
  row('MODULE_PEOPLE', 'OPERATION_READ', 'people.read'),
  row('MODULE_PEOPLE', 'OPERATION_CREATE', 'people.create'),
  row('MODULE_PEOPLE', 'OPERATION_CHANGE', 'people.change'),
  row('MODULE_PEOPLE', 'OPERATION_DELETE', 'people.delete'),
  row('MODULE_TASKS', 'OPERATION_READ', 'tasks.read'),
  row('MODULE_TASKS', 'OPERATION_CREATE', 'tasks.create', yesOrNo),
  row('MODULE_TASKS', 'OPERATION_CHANGE', 'tasks.change'),
  row('MODULE_TASKS', 'OPERATION_DELETE', 'tasks.delete'),
  row('MODULE_TIME', 'OPERATION_READ', 'time.read'),
  row('MODULE_TIME', 'OPERATION_CREATE', 'time.create', ownOnly),
  row('MODULE_TIME', 'OPERATION_CHANGE', 'time.change', ownOnly),
  row('MODULE_TIME', 'OPERATION_DELETE', 'time.delete', ownOnly),
  row('MODULE_COMPANY', 'OPERATION_CHANGE', 'company.change', yesOrNo),
];

export const modulesOfRows = [
  'MODULE_PEOPLE',
  'MODULE_TASKS',
  'MODULE_TIME',
  'MODULE_COMPANY',
] as const satisfies readonly ModuleName[];

/** Changed cells by role and row, until they are saved. */
export type Changes = Record<string, Partial<Record<RowId, Scope>>>;

export const storedScope = ({ permissions }: Role, { module, operation }: RightRow): Scope =>
  permissions.find((permission) => permission.module === module && permission.operation === operation)?.scope ?? 'SCOPE_NONE';

export const shownScope = (role: Role, of: RightRow, changes: Changes): Scope =>
  changes[role.id]?.[of.id] ?? storedScope(role, of);

/** The changes with one cell set; a cell that is back at its stored scope is no change. */
export function withCell(changes: Changes, role: Role, of: RightRow, scope: Scope): Changes {
  const { [of.id]: _, ...others } = changes[role.id] ?? {};
  const cells = scope === storedScope(role, of) ? others : { ...others, [of.id]: scope };
  const { [role.id]: __, ...rest } = changes;
  return Object.keys(cells).length === 0 ? rest : { ...rest, [role.id]: cells };
}

/** All permissions of the role with its changes; the server takes what is not named as none. */
export function changedPermissions(role: Role, changes: Changes): Permission[] {
  const changed = rows.filter(({ id }) => changes[role.id]?.[id] !== undefined);
  const isChanged = ({ module, operation }: Permission) =>
    changed.some((of) => of.module === module && of.operation === operation);
  return [
    ...role.permissions.filter((permission) => !isChanged(permission)),
    ...changed.map((of) => ({ module: of.module, operation: of.operation, scope: shownScope(role, of, changes) })),
  ];
}

export const countChanges = (changes: Changes): number =>
  Object.values(changes).reduce((sum, cells) => sum + Object.keys(cells).length, 0);
