import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, done, idempotencyKey, ifVersion } from '../../../api/client';
import { invalidateLists, list } from '../../../api/keys';
import type { View, ViewInput } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';

/** The person's own saved views and those shared with everyone. */
export function useViews() {
  return useQuery({
    queryKey: list('view'),
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/task-views', { params: { query: { pageSize: 100 } }, signal }))).views,
    staleTime: 5 * 60_000,
  });
}

export function useSaveView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ view, input }: { view?: View; input: ViewInput }) =>
      view
        ? answer(
            api.PATCH('/v1/task-views/{id}', { params: { path: { id: view.id }, header: ifVersion(view.version) }, body: input }),
          )
        : answer(api.POST('/v1/task-views', { params: { header: { 'Idempotency-Key': idempotencyKey() } }, body: input })),
    onSuccess: () => invalidateLists(queries, 'view'),
    onError: (error) => problemToast(error),
  });
}

export function useDeleteView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (view: View) => done(api.DELETE('/v1/task-views/{id}', { params: { path: { id: view.id } } })),
    onSuccess: () => invalidateLists(queries, 'view'),
    onError: (error) => problemToast(error),
  });
}
