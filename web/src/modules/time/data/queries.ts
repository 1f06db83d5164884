import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { list } from '../../../api/keys';
import { addDays, startOfDay } from '../../../kit/time/zone';

/** The person's day as the server has it. */
export const clockQuery = queryOptions({
  queryKey: list('work_day', 'clock'),
  queryFn: ({ signal }) => answer(api.GET('/v1/me/clock', { signal })),
});

/** The entry whose timer runs: entries tell the socket of themselves, days do not tell of them. */
export const runningQuery = (person: string) =>
  queryOptions({
    queryKey: list('time_entry', 'running', person),
    queryFn: async ({ signal }) => {
      const filter = `person == ${JSON.stringify(person)} && running == true`;
      const { entries } = await answer(api.GET('/v1/time-entries', { params: { query: { filter, pageSize: 1 } }, signal }));
      return entries[0] ?? null;
    },
  });

/** The first and the last day, and the zone in which they begin and end. */
type Span = { readonly person: string; readonly from: string; readonly to: string; readonly zone: string };

const within = (field: string, { person, from, to, zone }: Span): string => {
  const start = startOfDay(from, zone).toISOString();
  const end = startOfDay(addDays(to, 1), zone).toISOString();
  return `person == ${JSON.stringify(person)} && ${field} >= timestamp("${start}") && ${field} < timestamp("${end}")`;
};

export const daysQuery = (span: Span) =>
  queryOptions({
    queryKey: list('work_day', 'span', span),
    queryFn: async ({ signal }) => {
      const query = { filter: within('started_at', span), pageSize: 100 };
      return (await answer(api.GET('/v1/work-days', { params: { query }, signal }))).workDays;
    },
  });

export const entriesQuery = (span: Span) =>
  queryOptions({
    queryKey: list('time_entry', 'span', span),
    queryFn: async ({ signal }) => {
      const query = { filter: within('from', span), pageSize: 500 };
      return (await answer(api.GET('/v1/time-entries', { params: { query }, signal }))).entries;
    },
  });

export const presenceQuery = (department: string) =>
  queryOptions({
    queryKey: list('work_day', 'presence', department),
    queryFn: async ({ signal }) => (await answer(api.GET('/v1/presence', { params: { query: { department } }, signal }))).people,
    enabled: department !== '0',
  });

/** Days whose people wait for an answer. */
export const askedDaysQuery = queryOptions({
  queryKey: list('work_day', 'asked'),
  queryFn: async ({ signal }) => {
    const query = { filter: 'request == "pending"', pageSize: 100 };
    return (await answer(api.GET('/v1/work-days', { params: { query }, signal }))).workDays;
  },
});

export const absencesQuery = queryOptions({
  queryKey: list('absence', 'all'),
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/v1/absences', { params: { query: { pageSize: 500 } }, signal }))).absences,
});
