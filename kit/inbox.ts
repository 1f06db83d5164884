import type { ClientSession, Collection, IndexDescription } from 'mongodb';

/** One event that one consumer has handled; forgotten once no topic can bring the event again. */
export type InboxDocument = { _id: string; until: Date };

export const inboxIndexes: IndexDescription[] = [{ key: { until: 1 }, expireAfterSeconds: 0 }];

/** Kafka deletes what is older than its retention only by whole segments, a week long unless set otherwise. */
const SPARE_DAYS = 30;

type Handling = { inbox: Collection<InboxDocument>; consumer: string; event: string; retentionDays: number };

/**
 * Notes in the effect's transaction that the consumer has handled the event. False where it had before: the effect must
 * then not be repeated. Of two that race for the same event MongoDB lets one run again, and that one finds the note.
 */
export async function firstTime({ inbox, consumer, event, retentionDays }: Handling, session: ClientSession): Promise<boolean> {
  const _id = `${consumer}/${event}`;
  if (await inbox.findOne({ _id }, { session })) return false;
  await inbox.insertOne({ _id, until: new Date(Date.now() + (retentionDays + SPARE_DAYS) * 86_400_000) }, { session });
  return true;
}
