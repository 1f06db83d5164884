import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { invalidateLists, list, one } from '../../../api/keys';
import type { Task } from '../../../api/types';

type Page = { readonly tasks: readonly Task[] };

/** All that is shown of tasks, to be put back if a change is refused. */
export type Shown = readonly [key: readonly unknown[], data: unknown][];

/** Changes a task wherever it is shown, before the server has answered. Returns what was shown before. */
export async function showAtOnce(queries: QueryClient, id: string, change: (task: Task) => Task): Promise<Shown> {
  // An answer that is on its way was made before the change.
  await Promise.all([
    queries.cancelQueries({ queryKey: one('task', id), exact: true }),
    queries.cancelQueries({ queryKey: list('task') }),
  ]);
  const before: Shown = [
    ...queries.getQueriesData({ queryKey: list('task') }),
    [one('task', id), queries.getQueryData(one('task', id))],
  ];
  replace(queries, id, change);
  return before;
}

/** Puts back what was shown. */
export function putBack(queries: QueryClient, shown: Shown): void {
  for (const [key, data] of shown) queries.setQueryData(key, data);
}

/** Shows a task as the server has it now. Lists that it may enter, leave or move within are fetched again. */
export function showAnswer(queries: QueryClient, task: Task): void {
  replace(queries, task.id, () => task);
  queries.setQueryData(one('task', task.id), task);
  void queries.invalidateQueries({ queryKey: one('task', task.id, 'history') });
  invalidateLists(queries, 'task');
}

function replace(queries: QueryClient, id: string, change: (task: Task) => Task): void {
  const inPage = <Shape extends Page>(page: Shape): Shape => ({
    ...page,
    tasks: page.tasks.map((task) => (task.id === id ? change(task) : task)),
  });
  queries.setQueryData<Task>(one('task', id), (task) => task && change(task));
  queries.setQueriesData<InfiniteData<Page>>(
    { queryKey: list('task', 'pages') },
    (data) => data && { ...data, pages: data.pages.map(inPage) },
  );
  for (const name of ['subtasks', 'waiting', 'plan'])
    queries.setQueriesData<Page>({ queryKey: list('task', name) }, (page) => page && inPage(page));
}
