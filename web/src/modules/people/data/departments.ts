import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { answer, api, done, ifVersion } from '../../../api/client';
import { invalidateLists, list } from '../../../api/keys';
import type { Department, DepartmentInput } from '../../../api/types';
import { writeFields } from '../../../api/write-fields';

type DepartmentChange = Pick<DepartmentInput, 'name' | 'head' | 'deputies'>;

const read = (id: string) => answer(api.GET('/v1/departments/{id}', { params: { path: { id } } }));

const write = (id: string) => (version: string, change: DepartmentChange) =>
  answer(api.PATCH('/v1/departments/{id}', { params: { path: { id }, header: ifVersion(version) }, body: change }));

/** Writes to departments. Each shows what the server answered, and rejects where it refused. */
export function useShaping() {
  const queries = useQueryClient();
  return {
    async create(department: DepartmentInput, key: string): Promise<Department> {
      const created = await answer(
        api.POST('/v1/departments', { params: { header: { 'Idempotency-Key': key } }, body: department }),
      );
      show(queries, created);
      return created;
    },

    async update(department: Department, change: DepartmentChange): Promise<void> {
      const { id } = department;
      show(queries, await writeFields({ base: department, change, write: write(id), read: () => read(id) }));
    },

    async move({ id, version, position }: Department, parent: string): Promise<Department> {
      const params = { path: { id }, header: ifVersion(version) };
      const moved = await answer(api.POST('/v1/departments/{id}:move', { params, body: { parent, position } }));
      show(queries, moved);
      return moved;
    },

    async remove({ id, version }: Department): Promise<void> {
      await done(api.DELETE('/v1/departments/{id}', { params: { path: { id }, header: ifVersion(version) } }));
      queries.setQueryData<Department[]>(list('department', 'all'), (all) => all?.filter((other) => other.id !== id));
      invalidateLists(queries, 'department');
    },
  };
}

/** At once where departments are shown; the rest, such as who leads whom, is fetched again. */
function show(queries: QueryClient, department: Department): void {
  queries.setQueryData<Department[]>(list('department', 'all'), (all) => {
    return all && [...all.filter(({ id }) => id !== department.id), department];
  });
  invalidateLists(queries, 'department');
  invalidateLists(queries, 'employee');
}
