import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { one } from '../../../api/keys';
import type { Preference, Preferences } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';

/** The key is the person: the socket tells of a change by their id. */
export const preferencesQuery = (me: string) =>
  queryOptions({
    queryKey: one('preferences', me),
    queryFn: ({ signal }) => answer(api.GET('/v1/me/notification-preferences', { signal })),
  });

/** Keeps what one kind of notification leads to; shows it at once, and takes it back if it was refused. */
export function useChoose(me: string): (preference: Preference) => void {
  const queries = useQueryClient();
  const { queryKey } = preferencesQuery(me);

  async function choose(preference: Preference): Promise<void> {
    await queries.cancelQueries({ queryKey });
    const before = queries.getQueryData(queryKey);
    queries.setQueryData<Preferences>(queryKey, (all) => all && withPreference(all, preference));
    try {
      const kept = await answer(api.PATCH('/v1/me/notification-preferences', { body: { preferences: [preference] } }));
      queries.setQueryData(queryKey, kept);
    } catch (error) {
      queries.setQueryData(queryKey, before);
      problemToast(error);
    }
  }

  return (preference) => void choose(preference);
}

const withPreference = (all: Preferences, preference: Preference): Preferences => ({
  ...all,
  preferences: all.preferences.map((other) => (other.kind === preference.kind ? preference : other)),
});
