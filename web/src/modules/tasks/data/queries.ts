import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api } from '../../../api/client';
import { list, one } from '../../../api/keys';
import { departmentRef, userRef } from '../../../kit/people/people';
import { useMinute } from '../../../kit/time/time';
import { dayOf } from '../../../kit/time/zone';
import { useSession, useZone } from '../../../session/session';
import { type TaskFilter, toCel } from './task-filter';

export type TasksQuery = { readonly filter: string; readonly orderBy: string; readonly q: string };

const pageSize = 100;

/** Pages of tasks; each answer names the next. */
export const tasksQuery = (query: TasksQuery, size = pageSize) =>
  infiniteQueryOptions({
    queryKey: list('task', 'pages', query, size),
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET('/v1/tasks', { params: { query: { ...query, pageSize: size, pageToken: pageParam } }, signal })),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: one('task', id),
    queryFn: ({ signal }) => answer(api.GET('/v1/tasks/{id}', { params: { path: { id } }, signal })),
  });

/** What the task is made of, at every level. */
export const subtasksQuery = (id: string) =>
  queryOptions({
    queryKey: list('task', 'subtasks', id),
    queryFn: ({ signal }) =>
      answer(
        api.GET('/v1/tasks', {
          params: { query: { filter: `${id} in ancestors`, orderBy: 'created_at asc', pageSize: 500 } },
          signal,
        }),
      ),
  });

/** What its subtasks come to. It changes with any of them, as lists do. */
export const rollupQuery = (id: string) =>
  queryOptions({
    queryKey: list('task', 'rollup', id),
    queryFn: async ({ signal }) => {
      const { rollup } = await answer(api.GET('/v1/tasks/{id}', { params: { path: { id } }, signal }));
      return rollup ?? null;
    },
  });

export function useTaskHistory(id: string) {
  return useInfiniteQuery({
    queryKey: one('task', id, 'history'),
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { id }, query: { pageSize: 30, pageToken: pageParam } };
      return answer(api.GET('/v1/tasks/{id}/history', { params, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
}

/** All comments: what is written last stands last, so there is nothing to page through from the end. */
export function useComments(task: string) {
  return useQuery({
    queryKey: one('task', task, 'comments'),
    queryFn: async ({ signal }) => {
      const comments = [];
      let pageToken = '';
      do {
        const params = { path: { task }, query: { pageSize: 500, pageToken } };
        const page = await answer(api.GET('/v1/tasks/{task}/comments', { params, signal }));
        comments.push(...page.comments);
        pageToken = page.nextPageToken;
      } while (pageToken !== '');
      return comments;
    },
  });
}

/** The person and their departments, as tasks name those who take part. */
export function useOwnRefs(): readonly string[] {
  const { me } = useSession();
  return useMemo(() => [userRef(me.id), ...me.departments.map(departmentRef)], [me.id, me.departments]);
}

/** Puts a filter into the server's words. The text changes with the day, not with every minute. */
export function useCel(): (filter: TaskFilter) => string {
  const refs = useOwnRefs();
  const zone = useZone();
  const today = dayOf(useMinute(), zone);
  return useMemo(() => (filter) => toCel(filter, { refs, today, zone }), [refs, zone, today]);
}
