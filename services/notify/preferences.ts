import type { Stored } from '../../kit/events.js';
import { type Kind, kinds } from './kinds.js';

/** Where a person wants to hear of something. */
export type Channels = { readonly web: boolean; readonly mail: boolean };

export type Choices = Readonly<Partial<Record<Kind, Channels>>>;

/** What one person has chosen; the defaults apply to the rest. */
export type Preferences = Stored<string> & { readonly choices: Choices };

/** What people hear of until they choose otherwise: all in the web client, and by mail what waits for them in person. */
const defaults: Readonly<Record<Kind, Channels>> = {
  task_assigned: { web: true, mail: true },
  mentioned: { web: true, mail: true },
  task_commented: { web: true, mail: true },
  task_status: { web: true, mail: true },
  task_changed: { web: true, mail: false },
  import_finished: { web: true, mail: true },
};

export const channelsOf = (kind: Kind, preferences: Pick<Preferences, 'choices'> | undefined): Channels =>
  preferences?.choices[kind] ?? defaults[kind];

/** Kinds that are not named stay as they were. */
export function choose(preferences: Preferences, chosen: Choices): Preferences {
  const different = kinds.some((kind) => {
    const wanted = chosen[kind];
    const current = preferences.choices[kind];
    return wanted && (wanted.web !== current?.web || wanted.mail !== current.mail);
  });
  return different ? { ...preferences, choices: { ...preferences.choices, ...chosen } } : preferences;
}
