import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { loadSampleCompany } from '../../scripts/sample-company.js';
import { type System, startSystem } from './system.js';

let system: System;

beforeAll(async () => {
  system = await startSystem(['all']);
}, 180_000);
afterAll(() => system.stop());

const Company = z.object({
  employees: z.array(z.object({ id: z.string(), version: z.string(), name: z.string(), status: z.string() })).default([]),
  departments: z
    .array(z.object({ id: z.string(), version: z.string(), name: z.string(), head: z.string().optional() }))
    .default([]),
  tasks: z.array(z.object({ id: z.string(), version: z.string(), title: z.string(), status: z.string() })).default([]),
});

/** All that the sample has made, as its director sees it. */
async function everything() {
  const { token } = await system.as('anna');
  const read = async (path: string) => {
    const answer = await fetch(`${system.apiUrl}${path}?pageSize=500`, { headers: { authorization: `Bearer ${token}` } });
    return Company.parse(await answer.json());
  };
  const [{ employees }, { departments }, { tasks }] = await Promise.all([
    read('/v1/employees'),
    read('/v1/departments'),
    read('/v1/tasks'),
  ]);
  return { employees, departments, tasks };
}

test('the sample company loads whole, and loading it again changes nothing', { timeout: 180_000 }, async () => {
  const [keycloakUrl = '', realm = ''] = system.realmUrl.split('/realms/');
  const load = () => loadSampleCompany({ apiUrl: system.apiUrl, keycloakUrl, realm, log: () => undefined });
  await load();
  const first = await everything();
  expect(first.employees.length).toBe(46);
  expect(first.departments.length).toBe(12);
  expect(first.departments.filter(({ head }) => head).length).toBe(7);
  expect(first.tasks.length).toBe(12);
  expect(new Set(first.tasks.map(({ status }) => status)).size).toBe(5);
  expect(first.employees.map(({ name }) => name)).toEqual(expect.arrayContaining(['김영희', 'Борис Орлов', 'Grace Hill']));
  await load();
  expect(await everything()).toEqual(first);
});
