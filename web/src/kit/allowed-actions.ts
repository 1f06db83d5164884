import { useMemo } from 'react';

type Guarded = { allowedActions: readonly string[] };

/** What the server lets this person do with the thing now. Buttons come from here, never from a guess about rights. */
export function useAllowedActions(thing: Guarded | undefined): { can: (action: string) => boolean } {
  const actions = thing?.allowedActions;
  return useMemo(() => ({ can: (action: string) => actions?.includes(action) ?? false }), [actions]);
}
