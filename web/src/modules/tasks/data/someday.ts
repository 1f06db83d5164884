import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey } from '../../../api/client';
import { list } from '../../../api/keys';
import type { Task } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';
import { showAnswer } from './cache';
import { openStatuses } from './task-words';

/** What has not been looked at for so many days is to be looked at again. */
export const reviewDays = 14;

/** More than one looks through at a time. */
const most = 100;

/** What the person keeps for some day and has not looked at for long: the longest first. */
export const unreviewedQuery = (person: string) =>
  queryOptions({
    queryKey: list('task', 'someday', person),
    queryFn: async ({ signal }) => {
      const hours = reviewDays * 24;
      const filter = `someday && assignee == ${JSON.stringify(person)} && status in ${JSON.stringify(openStatuses)} && reviewed_at < now - duration("${hours}h")`;
      const query = { filter, orderBy: 'reviewed_at asc', pageSize: most };
      const { tasks, nextPageToken } = await answer(api.GET('/v1/tasks', { params: { query }, signal }));
      return { tasks, hasMore: nextPageToken !== '' };
    },
  });

/** It has been looked at again, and stays. */
export function useReview() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (task: Task) =>
      answer(
        api.POST('/v1/tasks/{id}:review', { params: { path: { id: task.id }, header: { 'Idempotency-Key': idempotencyKey() } } }),
      ),
    onSuccess: (task) => showAnswer(queries, task),
    onError: (error) => problemToast(error),
  });
}
