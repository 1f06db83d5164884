import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { invalidateLists, one } from '../../../api/keys';
import type { TaskInput } from '../../../api/types';

/** Sets a task. `key` names this one wish, so that trying again after a lost answer doesn't set it twice. */
export function useCreateTask() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ task, key }: { task: TaskInput; key: string }) =>
      answer(api.POST('/v1/tasks', { params: { header: { 'Idempotency-Key': key } }, body: task })),
    onSuccess: (task) => {
      queries.setQueryData(one('task', task.id), task);
      invalidateLists(queries, 'task');
    },
  });
}
