import { afterAll, beforeAll, expect, test } from 'vitest';
import { Department, DepartmentServiceDefinition, Employee, EmployeeServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import { type TestProcess, testProcess } from '../../tests/process.js';
import { testAccounts } from './auth.testing.js';
import { org } from './service.js';

let process: TestProcess;
let admin: Awaited<ReturnType<typeof departmentsAs>>;

const departmentsAs = (user: string, roles?: string[]) => process.as(DepartmentServiceDefinition, user, roles);

beforeAll(async () => {
  process = await testProcess([org, testAccounts().service], { company: null });
  admin = await departmentsAs('anna', ['admin']);
});
afterAll(() => process.stop());

const create = (name: string, parent = 0) => admin.createDepartment({ department: Department.fromPartial({ name, parent }) });

async function signedIn(user: string): Promise<void> {
  await (await process.as(EmployeeServiceDefinition, user)).getMe({});
}

test('a department is created, named, moved and deleted', async () => {
  const [company, engineering] = [await create(' Company '), await create('Engineering')];
  expect(company).toMatchObject({ name: 'Company', parent: 0, employeeCount: 0, allowedActions: ['update', 'move', 'delete'] });
  const moved = await admin.moveDepartment({ id: engineering.id, parent: company.id, position: 3 });
  expect(moved).toMatchObject({ parent: company.id, position: 3, version: 2 });
  await expect(admin.deleteDepartment({ id: company.id })).rejects.toMatchObject({ reason: 'DEPARTMENT_NOT_EMPTY' });
  await admin.deleteDepartment({ id: engineering.id });
  await admin.deleteDepartment({ id: company.id });
  await expect(admin.getDepartment({ id: company.id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
});

test('two moves at once, each right by itself, do not make a cycle', async () => {
  for (let round = 0; round < 10; round++) {
    const [one, other] = [await create(`One ${round}`), await create(`Other ${round}`)];
    const results = await Promise.allSettled([
      admin.moveDepartment({ id: one.id, parent: other.id }),
      admin.moveDepartment({ id: other.id, parent: one.id }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({ reason: 'DEPARTMENT_CYCLE' });
  }
});

test('a department cannot be hung under one that is deleted at the same moment', async () => {
  for (let round = 0; round < 10; round++) {
    const [parent, child] = [await create(`Parent ${round}`), await create(`Child ${round}`)];
    await Promise.allSettled([
      admin.deleteDepartment({ id: parent.id }),
      admin.moveDepartment({ id: child.id, parent: parent.id }),
    ]);
    const stays = await admin.getDepartment({ id: child.id });
    if (stays.parent !== 0) await expect(admin.getDepartment({ id: stays.parent })).resolves.toMatchObject({ id: parent.id });
  }
});

test('who comes into a department while it moves is seen from its new place', async () => {
  const [left, right, inner] = [await create('Left'), await create('Right'), await create('Inner')];
  await signedIn('mover');
  const people = await process.as(EmployeeServiceDefinition, 'anna', ['admin']);
  const assign = (departments: number[]) =>
    people.updateEmployee({ employee: Employee.fromPartial({ id: 'mover', departments }), updateMask: ['departments'] });
  for (let round = 0; round < 10; round++) {
    const parent = round % 2 === 0 ? left.id : right.id;
    await assign([]);
    await Promise.all([admin.moveDepartment({ id: inner.id, parent }), assign([inner.id])]);
    const { employees } = await people.listEmployees({ filter: `"under:${parent}" in place` });
    expect(employees.map(({ id }) => id)).toEqual(['mover']);
  }
});

test('a repeated request creates one department', async () => {
  const request = { department: Department.fromPartial({ name: 'Once' }), requestId: 'once' };
  const [first, second] = await Promise.all([admin.createDepartment(request), admin.createDepartment(request)]);
  expect(second.id).toBe(first.id);
});

test('only known people lead a department', async () => {
  await signedIn('boris');
  const { id } = await create('Led');
  const led = (head: string) =>
    admin.updateDepartment({ department: Department.fromPartial({ id, head }), updateMask: ['head'] });
  await expect(led('nobody')).rejects.toMatchObject({ reason: 'UNKNOWN_PERSON' });
  expect(await led('boris')).toMatchObject({ head: 'boris' });
});

test('employees see the structure and may not change it; guests do not see it', async () => {
  const { id } = await create('Seen');
  const boris = await departmentsAs('boris');
  expect(await boris.getDepartment({ id })).toMatchObject({ name: 'Seen', allowedActions: [] });
  await expect(boris.moveDepartment({ id, parent: 0, position: 1 })).rejects.toMatchObject({ reason: 'DENIED' });
  await expect(boris.createDepartment({ department: Department.fromPartial({ name: 'Mine' }) })).rejects.toMatchObject({
    reason: 'DENIED',
  });
  await expect(boris.deleteDepartment({ id })).rejects.toMatchObject({ reason: 'DENIED' });
  const guest = await departmentsAs('gleb', ['guest']);
  await expect(guest.getDepartment({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  expect((await guest.listDepartments({})).departments).toEqual([]);
});

test('what is no department is refused', async () => {
  await expect(create(' ')).rejects.toMatchObject({ reason: 'NAME_REQUIRED' });
  await expect(create('Orphan', 987_654)).rejects.toMatchObject({ reason: 'UNKNOWN_DEPARTMENT' });
  await expect(admin.listDepartments({ filter: 'secret == 1' })).rejects.toMatchObject({ reason: 'FILTER' });
});
