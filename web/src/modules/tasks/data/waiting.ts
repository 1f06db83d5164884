import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { list } from '../../../api/keys';
import type { Task } from '../../../api/types';
import { useSession } from '../../../session/session';

/** Others wait for the person, or the person for them. */
export type Side = 'mine' | 'theirs';

/** More of a kind than anybody settles in a day; lists show all. */
const most = 100;

/** Two questions for each side, because an index answers each: what was asked for, and what nobody has looked at; no task is in both. */
export function waitingFilters(side: Side, person: string): readonly string[] {
  const me = JSON.stringify(person);
  if (side === 'mine') return [`creator == ${me} && awaited != null`, `assignee == ${me} && status == "new" && awaited == null`];
  return [
    `assignee == ${me} && awaited != null && creator != ${me}`,
    `creator == ${me} && status == "new" && awaited == null && assignee != ${me}`,
  ];
}

/** Since when somebody waits: for an answer, or for the task to be looked at. */
export const waitingSince = ({ awaitedSince, createdAt }: Pick<Task, 'awaitedSince' | 'createdAt'>): string | undefined =>
  awaitedSince ?? createdAt;

/** Who has waited longest comes first. */
export const byAge = <Aged extends Pick<Task, 'awaitedSince' | 'createdAt'>>(tasks: readonly Aged[]): Aged[] =>
  tasks.toSorted((a, b) => Date.parse(waitingSince(a) ?? '') - Date.parse(waitingSince(b) ?? ''));

/** All that waits, on one side. */
export function useWaiting(side: Side) {
  const { me } = useSession();
  return useQuery({
    queryKey: list('task', 'waiting', side, me.id),
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        waitingFilters(side, me.id).map((filter, index) => {
          const orderBy = index === 0 ? 'awaited_since asc' : 'created_at asc';
          return answer(api.GET('/v1/tasks', { params: { query: { filter, orderBy, pageSize: most } }, signal }));
        }),
      );
      return { tasks: byAge(pages.flatMap(({ tasks }) => tasks)), hasMore: pages.some((page) => page.nextPageToken !== '') };
    },
  });
}

/** How many tasks wait for the person. */
export const useWaitingCount = (): number => useWaiting('mine').data?.tasks.length ?? 0;
