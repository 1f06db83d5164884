import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { invalidate } from '../../../api/keys';
import type { Comment } from '../../../api/types';
import { one } from '../../../api/keys';

/** Comments on a task, and shows the comment with what is known of it. */
export function useComment(task: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ text, key }: { text: string; key: string }) =>
      answer(
        api.POST('/v1/tasks/{task}/comments', { params: { path: { task }, header: { 'Idempotency-Key': key } }, body: { text } }),
      ),
    onSuccess: (comment) => {
      queries.setQueryData<Comment[]>(one('task', task, 'comments'), (comments) => comments && [...comments, comment]);
      invalidate(queries, 'task', task);
    },
  });
}
