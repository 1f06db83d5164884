import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { invalidateLists, one } from '../../../api/keys';

/** What of a task its copy is to have; dates are moved by days. */
export type Wanted = Record<'subtasks' | 'checklists' | 'people' | 'comments' | 'dates', boolean> & {
  title: string;
  shiftDays: number;
};

/** Copies a task. `key` names this one wish, so that trying again after a lost answer doesn't copy it twice. */
export function useCopyTask() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, wanted, key }: { id: string; wanted: Wanted; key: string }) =>
      answer(api.POST('/v1/tasks/{id}:copy', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: wanted })),
    onSuccess: (task) => {
      queries.setQueryData(one('task', task.id), task);
      invalidateLists(queries, 'task');
    },
  });
}
