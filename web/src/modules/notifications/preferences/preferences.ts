import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { one } from '../../../api/keys';
import type { Preference, Preferences, PreferencesInput } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';

/** The key is the person: the socket tells of a change by their id. */
export const preferencesQuery = (me: string) =>
  queryOptions({
    queryKey: one('preferences', me),
    queryFn: ({ signal }) => answer(api.GET('/v1/me/notification-preferences', { signal })),
  });

/** Keeps a change of what the person has chosen; shows it at once, and takes it back if it was refused. */
function useChange(me: string) {
  const queries = useQueryClient();
  const { queryKey } = preferencesQuery(me);

  return async (change: (all: Preferences) => Preferences, body: PreferencesInput): Promise<void> => {
    await queries.cancelQueries({ queryKey });
    const before = queries.getQueryData(queryKey);
    queries.setQueryData<Preferences>(queryKey, (all) => all && change(all));
    try {
      queries.setQueryData(queryKey, await answer(api.PATCH('/v1/me/notification-preferences', { body })));
    } catch (error) {
      queries.setQueryData(queryKey, before);
      problemToast(error);
    }
  };
}

/** Keeps what one kind of notification leads to. */
export function useChoose(me: string): (preference: Preference) => void {
  const change = useChange(me);
  return (preference) => void change((all) => withPreference(all, preference), { preferences: [preference] });
}

type Lead = NonNullable<PreferencesInput['reminderLeadMinutes']>;

/** Keeps how long before a deadline the person is reminded. */
export function useChooseLead(me: string): (minutes: Lead) => void {
  const change = useChange(me);
  return (reminderLeadMinutes) => void change((all) => ({ ...all, reminderLeadMinutes }), { reminderLeadMinutes });
}

const withPreference = (all: Preferences, preference: Preference): Preferences => ({
  ...all,
  preferences: all.preferences.map((other) => (other.kind === preference.kind ? preference : other)),
});
