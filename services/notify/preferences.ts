import type { Stored } from '../../kit/events.js';
import { type Kind, kinds } from './kinds.js';

/** Where a person wants to hear of something. */
export type Channels = { readonly web: boolean; readonly mail: boolean };

export type Choices = Readonly<Partial<Record<Kind, Channels>>>;

/** What one person has chosen; the defaults apply to the rest. */
export type Preferences = Stored<string> & {
  readonly choices: Choices;
  /** How long before a deadline the person is reminded. */
  readonly reminderLeadMinutes?: number | undefined;
};

const DEFAULT_LEAD_MINUTES = 60;

/** What people hear of until they choose otherwise: all in the web client, and by mail what waits for them in person. */
const defaults: Readonly<Record<Kind, Channels>> = {
  task_assigned: { web: true, mail: true },
  mentioned: { web: true, mail: true },
  task_commented: { web: true, mail: true },
  task_status: { web: true, mail: true },
  task_changed: { web: true, mail: false },
  task_deadline: { web: true, mail: true },
  import_finished: { web: true, mail: true },
};

export const channelsOf = (kind: Kind, preferences: Pick<Preferences, 'choices'> | undefined): Channels =>
  preferences?.choices[kind] ?? defaults[kind];

export const leadOf = (preferences: Pick<Preferences, 'reminderLeadMinutes'> | undefined): number =>
  preferences?.reminderLeadMinutes ?? DEFAULT_LEAD_MINUTES;

/** Kinds that are not named stay as they were, and so does the lead where it is 0. */
export function choose(preferences: Preferences, chosen: Choices, lead: number): Preferences {
  const led = lead > 0 && lead !== leadOf(preferences) ? { ...preferences, reminderLeadMinutes: lead } : preferences;
  const different = kinds.some((kind) => {
    const wanted = chosen[kind];
    const current = preferences.choices[kind];
    return wanted && (wanted.web !== current?.web || wanted.mail !== current.mail);
  });
  return different ? { ...led, choices: { ...led.choices, ...chosen } } : led;
}
