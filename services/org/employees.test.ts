import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Employee, EmployeeStatus } from '../../gen/atrium/org/v1/org.js';
import { type OrgProcess, orgProcess, request } from './process.testing.js';

let tested: OrgProcess;
let people: OrgProcess['people'];

beforeAll(async () => {
  tested = await orgProcess();
  people = tested.people;
});
afterAll(() => tested.process.stop());

describe('who signs in', () => {
  test('is made known once, whoever many calls come at once', async () => {
    const client = await tested.as('new', ['employee'], {
      given_name: '영희',
      family_name: '김',
      email: 'new@example.com',
      locale: 'ko',
    });
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.getMe({})));
    expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([1]));
    expect(answers[0]).toMatchObject({ id: 'new', name: '김영희', locale: 'ko', status: EmployeeStatus.EMPLOYEE_STATUS_ACTIVE });
    const { entries } = await client.listEmployeeHistory({ id: 'new' });
    expect(entries.map(({ action, actor }) => [action, actor?.user])).toEqual([['created', 'new']]);
  });

  test('keeps a name corrected here, while the address follows the identity provider', async () => {
    await tested.newcomer('moved', { firstName: 'Right' });
    const renamed = await tested.as('moved', ['employee'], { given_name: 'Wrong', email: 'other@example.com' });
    expect(await renamed.getMe({})).toMatchObject({ firstName: 'Right', email: 'other@example.com', version: 3 });
    expect(await renamed.getMe({})).toMatchObject({ version: 3 });
  });

  test('may be a guest, who sees nobody else', async () => {
    const guest = await tested.as('gleb', ['guest']);
    expect(await guest.getMe({})).toMatchObject({ guest: true });
    expect((await guest.listEmployees({})).employees.map(({ id }) => id)).toEqual(['gleb']);
    await expect(guest.getEmployee({ id: 'anna' })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  });
});

describe('fields', () => {
  test('people change what is theirs, and nothing else about themselves', async () => {
    const boris = await tested.newcomer('boris');
    const phones = [{ kind: 'work', number: '+7 495 123-45-67 доб. 105', extension: '' }];
    const updated = await boris.updateEmployee({ ...request({ id: 'boris', phones, birthday: '1980-02-29' }) });
    expect(updated).toMatchObject({ birthday: '1980-02-29', allowedActions: ['update_own', 'set_photo'] });
    expect(updated.phones).toEqual([{ kind: 'work', number: '+74951234567', extension: '105' }]);
    for (const change of [{ title: 'Director' }, { firstName: 'Boss' }, { manager: 'anna' }, { departments: [1] }])
      await expect(boris.updateEmployee({ ...request({ id: 'boris', ...change }) })).rejects.toMatchObject({ reason: 'DENIED' });
    await expect(boris.updateEmployee({ ...request({ id: 'anna', birthday: '1980-01-01' }) })).rejects.toMatchObject({
      reason: 'DENIED',
    });
    await expect(boris.updateEmployee({ ...request({ id: 'boris' }), updateMask: ['email'] })).rejects.toMatchObject({
      reason: 'UNKNOWN_FIELD',
    });
  });

  test.each<[Partial<Employee>, string]>([
    [{ birthday: '2021-02-29' }, 'UNKNOWN_DAY'],
    [{ birthday: '1899-12-31' }, 'UNKNOWN_DAY'],
    [{ birthday: '2999-01-01' }, 'UNKNOWN_DAY'],
    [{ hiredAt: '2020-13-01' }, 'UNKNOWN_DAY'],
    [{ timeZone: 'Mars/Base' }, 'UNKNOWN_TIME_ZONE'],
    [{ phones: [{ kind: 'work', number: 'none', extension: '' }] }, 'BAD_PHONE'],
    [{ absence: { kind: 'sick', until: '2020-02-31' } }, 'UNKNOWN_DAY'],
    [{ departments: [987_654] }, 'UNKNOWN_DEPARTMENT'],
    [{ manager: 'nobody' }, 'UNKNOWN_PERSON'],
    [{ locale: 'de' }, 'INVALID'],
  ])('%j is refused: %s', async (change, reason) => {
    await expect(people.updateEmployee(request({ id: 'anna', ...change }))).rejects.toMatchObject({ reason });
  });

  test('departments count their people, and empty ones are counted empty', async () => {
    const [one, other] = [await tested.department('One'), await tested.department('Other')];
    const counts = async () => {
      const client = tested.departments;
      return Promise.all([one, other].map(async (id) => (await client.getDepartment({ id })).employeeCount));
    };
    await tested.newcomer('counted', { departments: [one] });
    expect(await counts()).toEqual([1, 0]);
    await people.updateEmployee({ ...request({ id: 'counted', departments: [one, other] }), updateMask: ['departments'] });
    expect(await counts()).toEqual([1, 1]);
    await people.updateEmployee({ ...request({ id: 'counted', departments: [other] }), updateMask: ['departments'] });
    expect(await counts()).toEqual([0, 1]);
    await people.deactivateEmployee({ id: 'counted' });
    expect(await counts()).toEqual([0, 0]);
    await people.reactivateEmployee({ id: 'counted' });
    expect(await counts()).toEqual([0, 1]);
    const filtered = await people.listEmployees({ filter: `${other} in departments` });
    expect(filtered.employees.map(({ id }) => id)).toEqual(['counted']);
  });
});

describe('who reports to whom', () => {
  test('the named manager, else the head of the department or of one above', async () => {
    await tested.newcomer('top', { lastName: 'Top' });
    await tested.newcomer('middle', { lastName: 'Middle' });
    const company = await tested.department('Company', 0, 'top');
    const sales = await tested.department('Sales', company, 'middle');
    const team = await tested.department('Team', sales);
    await people.updateEmployee({ ...request({ id: 'top', departments: [company] }), updateMask: ['departments'] });
    await people.updateEmployee({ ...request({ id: 'middle', departments: [sales] }), updateMask: ['departments'] });
    await tested.newcomer('worker', { lastName: 'Worker', departments: [team] });
    await tested.newcomer('assistant', { lastName: 'Assistant', departments: [team], manager: 'top' });
    const line = async (id: string) => {
      const { superiors, reports } = await people.getReportingLine({ id });
      return { superiors: superiors.map((person) => person.id), reports: reports.map((person) => person.id) };
    };
    expect(await line('worker')).toEqual({ superiors: ['middle', 'top'], reports: [] });
    expect(await line('assistant')).toEqual({ superiors: ['top'], reports: [] });
    expect(await line('middle')).toEqual({ superiors: ['top'], reports: ['worker'] });
    expect(await line('top')).toEqual({ superiors: [], reports: ['assistant', 'middle'] });
  });

  test('a circle of managers is refused, also when two make it at once', async () => {
    for (const user of ['c1', 'c2', 'c3']) await tested.newcomer(user);
    const lead = (id: string, manager: string) => people.updateEmployee({ ...request({ id, manager }), updateMask: ['manager'] });
    await lead('c1', 'c2');
    await lead('c2', 'c3');
    await expect(lead('c3', 'c1')).rejects.toMatchObject({ reason: 'MANAGER_CYCLE' });
    await expect(lead('c3', 'c3')).rejects.toMatchObject({ reason: 'MANAGER_CYCLE' });
    await people.updateEmployee({ ...request({ id: 'c1' }), updateMask: ['manager'] });
    const results = await Promise.allSettled([lead('c1', 'c2'), lead('c3', 'c1')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('leaving', () => {
  test('switches the account first, so that a failure leaves the button to press again', async () => {
    await tested.newcomer('leaver');
    tested.auth.state.away = true;
    await expect(people.deactivateEmployee({ id: 'leaver' })).rejects.toMatchObject({ reason: 'KEYCLOAK_AWAY' });
    tested.auth.state.away = false;
    expect((await people.getEmployee({ id: 'leaver' })).allowedActions).toContain('deactivate');
    const gone = await people.deactivateEmployee({ id: 'leaver' });
    expect(gone).toMatchObject({ status: EmployeeStatus.EMPLOYEE_STATUS_DEACTIVATED });
    expect(gone.allowedActions).toContain('reactivate');
    expect(tested.auth.users.get('leaver')).toMatchObject({ enabled: false });
    expect(await people.deactivateEmployee({ id: 'leaver' })).toMatchObject({ version: gone.version });
    expect(await people.reactivateEmployee({ id: 'leaver' })).toMatchObject({ status: EmployeeStatus.EMPLOYEE_STATUS_ACTIVE });
  });

  test('nobody deactivates themselves, nor somebody without the right to', async () => {
    await expect(people.deactivateEmployee({ id: 'anna' })).rejects.toMatchObject({ reason: 'SELF' });
    const boris = await tested.newcomer('boris2');
    await expect(boris.deactivateEmployee({ id: 'anna' })).rejects.toMatchObject({ reason: 'DENIED' });
  });
});

test('a moved department takes its people along, and who may see them follows', async () => {
  const [left, right] = [await tested.department('Left'), await tested.department('Right')];
  const inner = await tested.department('Inner', left);
  await tested.newcomer('carried', { departments: [inner] });
  const client = tested.departments;
  await client.moveDepartment({ id: inner, parent: right });
  const [stored] = await tested.process.chassis.store('org').db.collection('employees').find({ departments: inner }).toArray();
  expect(stored?.readers).toEqual(['u:carried', `in:${inner}`, `under:${inner}`, `under:${right}`]);
  expect((await people.getEmployee({ id: 'carried' })).departments).toEqual([inner]);
});
