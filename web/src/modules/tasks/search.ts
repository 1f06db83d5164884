import { IconChecklist } from '@tabler/icons-react';
import { answer, api } from '../../api/client';
import { isMissing } from '../../api/problem';
import type { Task } from '../../api/types';
import type { Hit } from '../module';

const most = 6;

/** Finds tasks by their words, and one by its number. */
export async function searchTasks(text: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const number = /^#?([1-9]\d{0,15})$/.exec(text)?.[1];
  const [named, { tasks }] = await Promise.all([
    number === undefined ? undefined : taskOrNothing(number, signal),
    answer(api.GET('/v1/tasks', { params: { query: { q: text, pageSize: most } }, signal })),
  ]);
  const found = named ? [named, ...tasks.filter(({ id }) => id !== named.id)] : tasks;
  return found.map(({ id, title }) => ({ id: `task/${id}`, title, note: `#${id}`, icon: IconChecklist, href: `/tasks/${id}` }));
}

async function taskOrNothing(id: string, signal: AbortSignal): Promise<Task | undefined> {
  try {
    return await answer(api.GET('/v1/tasks/{id}', { params: { path: { id } }, signal }));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
