import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { list } from '../../api/keys';
import { useSession } from '../../session/session';

/** As many as the rail can show. */
const most = 100;

/** How many tasks were set for the person and not looked at yet. */
export function useNewCount(): number {
  const { me } = useSession();
  const filter = `assignee == ${JSON.stringify(me.id)} && status == "new"`;
  const { data = 0 } = useQuery({
    queryKey: list('task', 'new-count', me.id),
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/tasks', { params: { query: { filter, pageSize: most } }, signal }))).tasks.length,
  });
  return data;
}
