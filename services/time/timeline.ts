import type { ClientSession, Document } from 'mongodb';
import { refused } from '../../kit/errors.js';
import { secondsOf, stopped, type TimeEntry } from './time-entry.js';
import type { TimeEntries } from './time-entry-store.js';
import { alongside, type Within } from './turns.js';

const inSession = (session: ClientSession | undefined) => ({ ...(session && { session }), projection: { tokens: 0 } });

/** The entry whose timer runs. */
export async function runningEntry(
  entries: TimeEntries,
  person: string,
  session?: ClientSession,
): Promise<TimeEntry | undefined> {
  return (await entries.collection.findOne<TimeEntry>({ person, running: true }, inSession(session))) ?? undefined;
}

/** The entry that begins last before the instant. As entries never overlap, no earlier one reaches beyond its beginning. */
export async function lastBefore(
  entries: TimeEntries,
  person: string,
  before: Date | undefined,
  except: number,
  session: ClientSession,
) {
  const query: Document = { person, ...(before && { from: { $lt: before } }), _id: { $ne: except } };
  return entries.collection.findOne<TimeEntry>(query, { ...inSession(session), sort: { from: -1, _id: -1 } });
}

/** The stretch must lie between the other entries of the person. */
export async function requireFree(
  entries: TimeEntries,
  { _id, person, from, to }: Pick<TimeEntry, '_id' | 'person' | 'from' | 'to'>,
  session: ClientSession,
): Promise<void> {
  const other = await lastBefore(entries, person, to, _id, session);
  if (other && (!other.to || other.to > from))
    throw refused('TIME_OVERLAPS', `This time is taken by another entry: ${other.taskTitle}.`, { entry: String(other._id) });
}

/** Stops the timer, where one runs. What ran for less than a second is not kept. */
export async function stopTimer(entries: TimeEntries, entry: TimeEntry, moment: Date, within: Within): Promise<void> {
  if (secondsOf(stopped(entry, moment)) === 0) await entries.remove(within, entry._id, () => undefined, 'discarded');
  else await entries.change(within, entry._id, (state) => stopped(state, moment), 'stopped');
}

/** Stops the timer as a consequence of something else the person does. */
export async function stopRunning(entries: TimeEntries, person: string, moment: Date, within: Within): Promise<void> {
  const running = await runningEntry(entries, person, within.session);
  if (running) await stopTimer(entries, running, moment, alongside(within));
}
