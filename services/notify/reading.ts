import type { Document } from 'mongodb';
import type { Context } from '../../kit/context.js';
import type { Store } from '../../kit/store.js';
import { read } from './notification.js';
import type { Notifications } from './notification-store.js';

/** How many notifications are read in one transaction, and at most in one call. */
const BATCH = 100;
const MOST = 2_000;

/** After that no further batch is begun: whoever waits for the answer must not give up before it. */
const LONGEST_MILLISECONDS = 3_000;

/** Which of the caller's notifications are meant. */
export type Selection = { ids: readonly number[]; subjectType: string; subjectId: string };

/** How many shown notifications the caller has not read: counted in the index alone. */
export const countUnread = (notifications: Notifications, recipient: string): Promise<number> =>
  notifications.collection.countDocuments({ recipient, unread: true });

/**
 * Marks the caller's unread notifications as read, newest first. Each is a write with its event, so a call reads at most
 * 2,000, and for no longer than some seconds; where more are left, the count in the answer says so, and the same call goes on.
 */
export async function readAll(store: Store, notifications: Notifications, context: Context, selection: Selection): Promise<void> {
  const query: Document = { recipient: context.actor.id, unread: true, ...conditionOf(selection) };
  const started = performance.now();
  for (let done = 0; done < MOST && performance.now() - started < LONGEST_MILLISECONDS; done += BATCH) {
    const ids = await store.transaction(context, async (session) => {
      const found = await notifications.collection
        .find(query, { session, projection: { _id: 1 } })
        .sort({ createdAt: -1, _id: -1 })
        .limit(BATCH)
        .map(({ _id }) => Number(_id))
        .toArray();
      for (const id of found) await notifications.change({ ...context, session }, id, (each) => read(each, context.now), 'read');
      return found;
    });
    if (ids.length < BATCH) return;
  }
}

function conditionOf({ ids, subjectType, subjectId }: Selection): Document {
  if (ids.length > 0) return { _id: { $in: [...ids] } };
  return { ...(subjectType && { subjectType }), ...(subjectId && { subjectId }) };
}
