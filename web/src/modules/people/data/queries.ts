import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { list, one } from '../../../api/keys';

export type PeopleQuery = { readonly filter: string; readonly orderBy: string; readonly q: string };

const pageSize = 100;

/** Pages of people; each answer names the next. */
export const peopleQuery = (query: PeopleQuery) =>
  infiniteQueryOptions({
    queryKey: list('employee', 'pages', query),
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET('/v1/employees', { params: { query: { ...query, pageSize, pageToken: pageParam } }, signal })),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });

export const employeeQuery = (id: string) =>
  queryOptions({
    queryKey: one('employee', id),
    queryFn: ({ signal }) => answer(api.GET('/v1/employees/{id}', { params: { path: { id } }, signal })),
  });

/** Heads of departments count as superiors, so a change of a department may change the line too. */
export const reportingLineQuery = (id: string) =>
  queryOptions({
    queryKey: one('employee', id, 'reporting-line'),
    queryFn: ({ signal }) => answer(api.GET('/v1/employees/{id}/reporting-line', { params: { path: { id } }, signal })),
    refetchOnMount: 'always',
  });

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: one('employee', id, 'history'),
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/v1/employees/{id}/history', {
          params: { path: { id }, query: { pageSize: 30, pageToken: pageParam } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
