import type { ClientSession, Collection } from 'mongodb';

/** One event that one consumer has handled. */
export type InboxDocument = { _id: string; at: Date };

/** How long a repetition of an event is recognised; longer than any topic keeps its messages. */
export const INBOX_DAYS = 60;

/**
 * Notes in the effect's transaction that the consumer has handled the event. False where it had before: the effect must
 * then not be repeated. Two that race for the same event conflict, and MongoDB lets one of them run again.
 */
export async function firstTime(inbox: Collection<InboxDocument>, consumer: string, event: string, session: ClientSession): Promise<boolean> {
  const _id = `${consumer}/${event}`;
  if (await inbox.findOne({ _id }, { session })) return false;
  await inbox.insertOne({ _id, at: new Date() }, { session });
  return true;
}
