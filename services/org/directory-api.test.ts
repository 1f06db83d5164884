import { afterAll, beforeAll, expect, test } from 'vitest';
import { DirectoryServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import { until } from '../../tests/process.js';
import { type OrgProcess, orgProcess } from './process.testing.js';

let tested: OrgProcess;

beforeAll(async () => {
  tested = await orgProcess();
});
afterAll(() => tested.process.stop());

/** All batches as one. */
async function snapshot(user: string, roles: string[]) {
  const client = await tested.process.as(DirectoryServiceDefinition, user, roles);
  const all = { companies: new Array<string>(), departments: new Array<string>(), people: new Array<string>() };
  for await (const { company, departments, employees } of client.streamDirectory({})) {
    all.companies.push(...(company ? [company.name] : []));
    all.departments.push(...departments.map(({ name }) => name));
    all.people.push(...employees.map(({ id }) => id));
  }
  return all;
}

test('the directory is for services, and has everything, with those who have left', async () => {
  await tested.department('Sales');
  await tested.newcomer('boris');
  await tested.newcomer('leaver');
  await tested.people.deactivateEmployee({ id: 'leaver' });
  await expect(snapshot('anna', ['admin'])).rejects.toMatchObject({ reason: 'DENIED' });
  expect(await snapshot('atrium-service', ['service'])).toEqual({
    companies: ['My company'],
    departments: ['Sales'],
    people: ['anna', 'boris', 'leaver'],
  });
});

test('a process hears of changes and keeps its own snapshot', async () => {
  const { directory } = tested.process.chassis;
  await tested.newcomer('yuna', { firstName: '유나', lastName: '이' });
  await until('the new person is known', () => directory.person('yuna')?.name === '이유나');
  await tested.people.deactivateEmployee({ id: 'yuna' });
  await until('her leaving is known', () => directory.person('yuna')?.active === false);
});
