import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../../../api/client';
import { list, one } from '../../../../api/keys';
import type { Task } from '../../../../api/types';
import { taskQuery } from '../../data/queries';

/** A task that is planned, and all below it at every level. */
export type Plan = { readonly root: Task; readonly tasks: readonly Task[] };

const planKey = (id: string) => list('task', 'plan', id);

/** It is followed as lists are: what others change comes by itself. */
export const planQuery = (id: string) =>
  queryOptions({
    queryKey: planKey(id),
    queryFn: async ({ signal }): Promise<Plan> => {
      const [root, tasks] = await Promise.all([
        answer(api.GET('/v1/tasks/{id}', { params: { path: { id } }, signal })),
        partsOf(id, signal),
      ]);
      return { root, tasks };
    },
  });

async function partsOf(id: string, signal: AbortSignal): Promise<Task[]> {
  const tasks: Task[] = [];
  const query = { filter: `${id} in ancestors`, orderBy: 'id asc', pageSize: 500 };
  let pageToken = '';
  do {
    const page = await answer(api.GET('/v1/tasks', { params: { query: { ...query, pageToken } }, signal }));
    tasks.push(...page.tasks);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return tasks;
}

/** The plan as the client knows it, to be read and changed outside of rendering. */
export function planCache(queries: QueryClient, root: string) {
  const key = planKey(root);
  const read = () => queries.getQueryData<Plan>(key);
  const write = (change: (tasks: readonly Task[]) => readonly Task[]) => {
    // An answer that is on its way was made before the write.
    void queries.cancelQueries({ queryKey: key });
    queries.setQueryData<Plan>(key, (plan) => plan && { ...plan, tasks: change(plan.tasks) });
  };
  return {
    task: (id: string) => read()?.tasks.find((task) => task.id === id),
    tasks: () => read()?.tasks ?? [],
    change: write,
    /** Shows what the server has answered. The sockets tell the lists. */
    put(answered: readonly Task[]) {
      const byId = new Map(answered.map((task) => [task.id, task]));
      write((tasks) => [
        ...tasks.map((task) => byId.get(task.id) ?? task),
        ...answered.filter(({ id }) => !tasks.some((task) => task.id === id)),
      ]);
      for (const task of answered) queries.setQueryData(one('task', task.id), task);
      void queries.invalidateQueries({ queryKey: list('task'), refetchType: 'none' });
    },
    /** The task as it is now, whatever is known of it. */
    fresh: async (id: string) => queries.query({ ...taskQuery(id), staleTime: 0 }),
  };
}

export type PlanCache = ReturnType<typeof planCache>;
