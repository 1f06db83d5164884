import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccountServiceDefinition, Module, Operation, RightsServiceDefinition, Scope } from '../../gen/atrium/auth/v1/auth.js';
import { systemActor } from '../../kit/actor.js';
import { serviceToken } from '../../kit/service-token.js';
import { until } from '../../tests/process.js';
import { keycloakAccounts } from './accounts.js';
import { type AuthProcess, authProcess } from './auth.testing.js';
import { realmClient } from './keycloak.js';
import { MAKING_A_REALM, tokenOf } from './realm/realm.testing.js';
import { modules, operations } from './default-rights.js';
import { ensureRoles, roleStore } from './role-store.js';

let process: AuthProcess;

beforeAll(async () => {
  process = await authProcess();
}, MAKING_A_REALM);
afterAll(() => process.stop());

const rights = (login: string) => process.as(RightsServiceDefinition, login);

test('everyone may read the roles; what one may do oneself is the widest of them', async () => {
  const anna = await rights('anna');
  const { roles } = await anna.listRoles({});
  expect(roles.map(({ id, allowedActions }) => [id, allowedActions])).toEqual([
    ['admin', []],
    ['employee', ['update']],
    ['guest', ['update']],
  ]);
  const mine = await anna.getMyRights({});
  expect(mine.roles.sort()).toEqual(['admin', 'employee']);
  expect(mine.permissions.every(({ scope }) => scope === Scope.SCOPE_ALL)).toBe(true);

  const guest = await rights('guest');
  expect((await guest.listRoles({})).roles.flatMap(({ allowedActions }) => allowedActions)).toEqual([]);
  expect((await guest.getMyRights({})).permissions).toContainEqual({
    module: Module.MODULE_TASKS,
    operation: Operation.OPERATION_READ,
    scope: Scope.SCOPE_OWN,
  });
});

test('an administrator changes what a role may do, and every process acts by it', async () => {
  const anna = await rights('anna');
  const [, , guest] = (await anna.listRoles({})).roles;
  const permissions = [{ module: Module.MODULE_TASKS, operation: Operation.OPERATION_READ, scope: Scope.SCOPE_DEPARTMENT }];
  const updated = await anna.updateRole({ role: { id: 'guest', permissions }, expectedVersion: guest?.version ?? 0 });
  expect(updated.permissions).toHaveLength(modules.length * operations.length);
  expect(updated.permissions.filter(({ scope }) => scope !== Scope.SCOPE_NONE)).toEqual(permissions);
  await until('the directory knows', () => process.chassis.directory.actorOf('x', ['guest']).ability.rules.length === 1);
  await expect(anna.updateRole({ role: { id: 'guest', permissions: [] }, expectedVersion: 1 })).rejects.toMatchObject({
    reason: 'STALE_VERSION',
  });
  expect((await anna.updateRole({ role: { id: 'guest', permissions } })).version).toBe(updated.version);
});

test('nobody else may, and the role of administrators is fixed', async () => {
  const role = { id: 'employee', permissions: [] };
  await expect((await rights('boris')).updateRole({ role })).rejects.toMatchObject({ reason: 'DENIED' });
  const anna = await rights('anna');
  await expect(anna.updateRole({ role: { id: 'admin', permissions: [] } })).rejects.toMatchObject({ reason: 'ROLE_FIXED' });
  await expect(anna.updateRole({ role: { id: 'king', permissions: [] } })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  const twice = { module: Module.MODULE_TASKS, operation: Operation.OPERATION_READ, scope: Scope.SCOPE_ALL };
  await expect(anna.updateRole({ role: { id: 'guest', permissions: [twice, twice] } })).rejects.toMatchObject({
    reason: 'DUPLICATE_PERMISSION',
  });
});

test('a role of an earlier release gets rights in new modules, and keeps what it was given', async () => {
  const roles = roleStore(process.chassis.store('auth'));
  const context = { actor: systemActor, now: new Date() };
  const old = [{ module: 'tasks', operation: 'read', scope: 'all' } as const];
  await roles.change(context, 'employee', (role) => ({ ...role, permissions: old }), 'updated');
  await ensureRoles(roles);
  const [employee] = await roles.load(['employee']);
  expect(employee?.permissions).toContainEqual({ module: 'tasks', operation: 'read', scope: 'all' });
  expect(employee?.permissions).toContainEqual({ module: 'people', operation: 'read', scope: 'all' });
  await ensureRoles(roles);
  expect((await roles.load(['employee']))[0]?.version).toBe(employee?.version);
});

test('accounts are found by e-mail or login, and made where there are none; again it is the same', async () => {
  const accounts = process.asService(AccountServiceDefinition);
  const wanted = [
    { email: 'ANNA@atrium.localhost', login: 'whatever', role: 'employee' },
    { login: 'Boris', role: 'employee' },
    { email: 'new@example.com', login: 'new.one', firstName: 'Ню', lastName: '신', locale: 'ko', role: 'guest' },
    { email: 'only@example.com', role: 'employee' },
    { email: 'someone.else@example.com', login: 'chen', role: 'employee' },
    { firstName: 'Nobody' },
    { email: 'not-an-address', role: 'employee' },
  ];
  const { accounts: first } = await accounts.ensureAccounts({ accounts: wanted });
  expect(first.map(({ created, problem }) => [created, problem])).toEqual([
    [false, ''],
    [false, ''],
    [true, ''],
    [true, ''],
    [false, 'LOGIN_TAKEN'],
    [false, 'NO_EMAIL_OR_LOGIN'],
    [false, 'INVALID_EMAIL'],
  ]);
  const { accounts: second } = await accounts.ensureAccounts({ accounts: wanted });
  expect(second).toEqual(first.map((account) => ({ ...account, created: false })));
  const made = await process.keycloak.users.findOne({ id: first[2]?.user ?? '' });
  expect(made).toMatchObject({
    username: 'new.one',
    email: 'new@example.com',
    firstName: 'Ню',
    lastName: '신',
    enabled: true,
    attributes: { locale: ['ko'] },
  });
  const roles = await process.keycloak.users.listRealmRoleMappings({ id: first[2]?.user ?? '' });
  expect(roles.map(({ name }) => name)).toContain('guest');
});

test('two imports that name the same people at once make each of them once', async () => {
  const accounts = process.asService(AccountServiceDefinition);
  const wanted = Array.from({ length: 20 }, (_, n) => ({
    email: `twin${n}@example.com`,
    firstName: 'Twin',
    lastName: `No. ${n}`,
    role: 'employee',
  }));
  const [one, other] = await Promise.all([
    accounts.ensureAccounts({ accounts: wanted }),
    accounts.ensureAccounts({ accounts: wanted }),
  ]);
  expect(one.accounts.map(({ user }) => user)).toEqual(other.accounts.map(({ user }) => user));
  expect(one.accounts.every(({ problem, user }) => !problem && user)).toBe(true);
  expect([...one.accounts, ...other.accounts].filter(({ created }) => created)).toHaveLength(20);
});

test('a disabled account is signed out and cannot sign in until it is enabled', async () => {
  const accounts = process.asService(AccountServiceDefinition);
  const [daria] = await process.keycloak.users.find({ username: 'daria', exact: true });
  const user = daria?.id ?? '';
  await tokenOf(process.settings, 'daria');
  await accounts.setAccountEnabled({ user, enabled: false });
  expect(await process.keycloak.users.listSessions({ id: user })).toEqual([]);
  await expect(tokenOf(process.settings, 'daria')).rejects.toThrow();
  await accounts.setAccountEnabled({ user, enabled: true });
  await tokenOf(process.settings, 'daria');
  await expect(accounts.setAccountEnabled({ user: 'nobody', enabled: true })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
});

test('while Keycloak is away, it is said so', async () => {
  const nowhere = { ...process.settings, keycloakUrl: 'http://127.0.0.1:1' };
  const ownToken = serviceToken({ realmUrl: `${nowhere.keycloakUrl}/realms/x`, clientId: 'x', clientSecret: 'x' });
  for (const token of [process.chassis.ownToken, ownToken])
    await expect(keycloakAccounts(realmClient(nowhere, token), nowhere).find('x')).rejects.toMatchObject({
      reason: 'KEYCLOAK_AWAY',
    });
});

test('only services of Atrium reach accounts, not even administrators', async () => {
  const anna = await process.as(AccountServiceDefinition, 'anna');
  await expect(anna.ensureAccounts({ accounts: [] })).rejects.toMatchObject({ reason: 'DENIED' });
  await expect(anna.setAccountEnabled({ user: 'x', enabled: false })).rejects.toMatchObject({ reason: 'DENIED' });
  const service = process.asService(AccountServiceDefinition);
  for (const role of ['admin', 'service'])
    await expect(service.ensureAccounts({ accounts: [{ email: 'x@example.com', role }] })).rejects.toMatchObject({
      reason: 'UNKNOWN_ROLE',
    });
});
