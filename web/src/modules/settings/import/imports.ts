import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey, ifVersion } from '../../../api/client';
import { invalidateLists, list, one } from '../../../api/keys';
import type { Import, ImportState } from '../../../api/types';
import { toBase64 } from '../../../kit/picture/picture-file';

/** While something is done in the background, its progress is asked for this often; the socket tells only its starter. */
const progressEvery = 1000;

export const isUnderWay = (state: ImportState | undefined): boolean =>
  state === 'IMPORT_STATE_CHECKING' || state === 'IMPORT_STATE_RUNNING';

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: one('import', id),
    queryFn: ({ signal }) => answer(api.GET('/v1/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.state) ? progressEvery : false),
  });

export const importsQuery = infiniteQueryOptions({
  queryKey: list('import'),
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET('/v1/imports', { params: { query: { pageSize: 20, pageToken: pageParam } }, signal })),
  initialPageParam: '',
  getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
});

/** `state` is that of the import: what was found in its lines changes with it. */
export const linesQuery = (id: string, state: ImportState, withProblems: boolean) =>
  infiniteQueryOptions({
    queryKey: one('import', id, 'lines', withProblems, state),
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/v1/imports/{id}/lines', {
          params: { path: { id }, query: { withProblems, pageSize: 200, pageToken: pageParam } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });

/** Uploads a file, starts and stops. Each rejects where it was refused. */
export function useImporting() {
  const queries = useQueryClient();
  const show = (it: Import): Import => {
    queries.setQueryData(one('import', it.id), it);
    invalidateLists(queries, 'import');
    return it;
  };
  return {
    async upload(file: File): Promise<Import> {
      const params = { header: { 'Idempotency-Key': idempotencyKey() } };
      const body = { fileName: file.name.slice(0, 255), content: await toBase64(file) };
      return show(await answer(api.POST('/v1/imports', { params, body })));
    },

    start: async ({ id, version }: Import) =>
      show(await answer(api.POST('/v1/imports/{id}:start', { params: { path: { id }, header: ifVersion(version) }, body: {} }))),

    // Whatever has been done meanwhile: no version to compare.
    cancel: async ({ id }: Import) =>
      show(await answer(api.POST('/v1/imports/{id}:cancel', { params: { path: { id } }, body: {} }))),
  };
}
