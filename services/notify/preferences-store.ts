import { Preferences as PreferencesMessage, PreferencesEvent } from '../../gen/atrium/notify/v1/notify.js';
import type { Document } from 'mongodb';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Context } from '../../kit/context.js';
import type { Store } from '../../kit/store.js';
import { isDuplicateKey } from '../../kit/transaction.js';
import { kindMessage, kinds } from './kinds.js';
import { type Choices, channelsOf, choose, leadOf, type Preferences } from './preferences.js';

export type PreferencesOfPeople = Aggregate<Preferences>;

/** Each person's own; the id is theirs. */
export const preferencesStore = (store: Store): PreferencesOfPeople =>
  store.aggregate<Preferences, PreferencesMessage>({
    name: 'preferences',
    collection: 'preferences',
    indexes: [],
    type: 'atrium.notify.v1.Preferences',
    codec: PreferencesMessage,
    message: preferencesMessage,
    eventType: 'atrium.notify.v1.PreferencesEvent',
    event: (preferences, { action, changes, actor }) => PreferencesEvent.encode({ action, preferences, changes, actor }).finish(),
    readable: (actor): Document => ({ _id: actor.id }),
    audience: ({ _id }) => [`u:${_id}`],
  });

/** Every kind with where the person hears of it; `undefined` for somebody who has chosen nothing yet. */
export const preferencesMessage = (preferences: Preferences | undefined): PreferencesMessage => ({
  version: preferences?.version ?? 0,
  preferences: kinds.map((kind) => ({ kind: kindMessage(kind), ...channelsOf(kind, preferences) })),
  reminderLeadMinutes: leadOf(preferences),
});

/** Keeps what the caller has chosen, also the first time. */
export async function keepChoices(
  all: PreferencesOfPeople,
  context: Context,
  chosen: Choices,
  lead: number,
): Promise<Preferences> {
  const { id } = context.actor;
  const [existing] = await all.load([id]);
  if (!existing) {
    try {
      return await all.create(context, { _id: id, choices: chosen, ...(lead > 0 && { reminderLeadMinutes: lead }) });
    } catch (error) {
      // Another tab was first.
      if (!isDuplicateKey(error, '_id')) throw error;
    }
  }
  return all.change(context, id, (preferences) => choose(preferences, chosen, lead), 'updated');
}
