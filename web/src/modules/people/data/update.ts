import { useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey, ifVersion } from '../../../api/client';
import { invalidateLists, one } from '../../../api/keys';
import type { Employee, EmployeeInput } from '../../../api/types';
import { writeFields } from '../../../api/write-fields';
import { showEmployee } from './cache';

/** What of a person can be changed. */
export type EmployeeChange = Pick<
  EmployeeInput,
  | 'firstName'
  | 'lastName'
  | 'middleName'
  | 'title'
  | 'departments'
  | 'manager'
  | 'phones'
  | 'birthday'
  | 'hiredAt'
  | 'timeZone'
  | 'locale'
  | 'absence'
>;

const read = (id: string) => answer(api.GET('/v1/employees/{id}', { params: { path: { id } } }));

const write = (id: string) => (version: string, change: EmployeeChange) =>
  answer(api.PATCH('/v1/employees/{id}', { params: { path: { id }, header: ifVersion(version) }, body: change }));

/** Changes some fields of a person. Rejects where that was refused. */
export function useUpdateEmployee(employee: Employee): (change: EmployeeChange) => Promise<void> {
  const queries = useQueryClient();
  const { id } = employee;
  return async (change) => {
    try {
      showEmployee(queries, await writeFields({ base: employee, change, write: write(id), read: () => read(id) }));
    } catch (error) {
      void queries.invalidateQueries({ queryKey: one('employee', id), exact: true });
      throw error;
    }
    refetchAround(queries, id);
  };
}

/** `image` is base64. */
export function useSetPhoto(id: string): (image: string) => Promise<void> {
  const queries = useQueryClient();
  return async (image) => {
    const params = { path: { id }, header: { 'Idempotency-Key': idempotencyKey() } };
    showEmployee(queries, await answer(api.POST('/v1/employees/{id}:setPhoto', { params, body: { image } })));
    refetchAround(queries, id);
  };
}

/** Lets a person in no more, or again. */
export function useAdmit({ id, version }: Employee): (admitted: boolean) => Promise<void> {
  const queries = useQueryClient();
  return async (admitted) => {
    const params = { path: { id }, header: ifVersion(version) };
    const call = admitted
      ? api.POST('/v1/employees/{id}:reactivate', { params, body: {} })
      : api.POST('/v1/employees/{id}:deactivate', { params, body: {} });
    showEmployee(queries, await answer(call));
    refetchAround(queries, id);
  };
}

/** What follows from the person: their history, whom they report to, where they stand in lists, how many a department has. */
function refetchAround(queries: ReturnType<typeof useQueryClient>, id: string): void {
  void queries.invalidateQueries({ queryKey: one('employee', id, 'history') });
  void queries.invalidateQueries({ queryKey: one('employee', id, 'reporting-line') });
  invalidateLists(queries, 'employee');
  invalidateLists(queries, 'department');
}
