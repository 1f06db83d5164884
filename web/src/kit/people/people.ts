import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { list, one } from '../../api/keys';
import type { Department, Employee } from '../../api/types';
import { batched } from './batch';

/** Someone or some people that can take part: "u:SUBJECT" or "d:ID". */
export type Ref = string;

export const userRef = (id: string): Ref => `u:${id}`;
export const departmentRef = (id: string): Ref => `d:${id}`;
export const isDepartmentRef = (ref: Ref): boolean => ref.startsWith('d:');
export const idOf = (ref: Ref): string => ref.slice(2);

const people = batched<Employee>(async (ids) => {
  const filter = `id in [${ids.map((id) => JSON.stringify(id)).join(', ')}]`;
  const { employees } = await answer(api.GET('/v1/employees', { params: { query: { filter, pageSize: ids.length } } }));
  return new Map(employees.map((employee) => [employee.id, employee]));
}, 200);

const minute = 60_000;

/** For several people at once; see usePerson for one. */
export const personQuery = (id: string) => ({
  queryKey: one('employee', id, 'card'),
  queryFn: async () => (await people(id)) ?? null,
  staleTime: 10 * minute,
  enabled: id !== '',
});

/** A person by id; null where they are unknown to the caller, undefined while loading. Rows may ask freely: calls are batched. */
export function usePerson(id: string): Employee | null | undefined {
  return useQuery(personQuery(id)).data;
}

/** All departments: few enough to keep, and pickers search them while one types. */
export const departmentsQuery = { queryKey: list('department', 'all'), queryFn: allDepartments, staleTime: 10 * minute };

export function useDepartments(): readonly Department[] | undefined {
  return useQuery(departmentsQuery).data;
}

export function useDepartment(id: string): Department | null | undefined {
  const departments = useDepartments();
  return departments && (departments.find((department) => department.id === id) ?? null);
}

async function allDepartments(): Promise<Department[]> {
  const all: Department[] = [];
  let pageToken = '';
  do {
    const page = await answer(api.GET('/v1/departments', { params: { query: { pageSize: 500, pageToken } } }));
    all.push(...page.departments);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return all;
}

/** People by a name, a title, an address or a phone; those who left don't come up. */
export async function searchPeople(text: string, signal: AbortSignal, limit = 8): Promise<readonly Employee[]> {
  const query = { q: text, pageSize: limit, filter: 'status in ["active", "invited"]' };
  const { employees } = await answer(api.GET('/v1/employees', { params: { query }, signal }));
  return employees;
}
