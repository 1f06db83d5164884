import { createHash } from 'node:crypto';
import type { Collection } from 'mongodb';
import type { Directory } from '../../kit/directory.js';
import type { Job } from '../../kit/jobs.js';
import type { Log } from '../../kit/log.js';
import type { Store } from '../../kit/store.js';
import type { QueuedMail } from './mail-queue.js';
import { digestMail } from './mail/digest-mail.js';
import type { Mailer } from './mailer.js';
import type { Notification } from './notification.js';
import type { Notifications } from './notification-store.js';
import { channelsOf } from './preferences.js';
import type { PreferencesOfPeople } from './preferences-store.js';

type Ground = {
  store: Store;
  directory: Directory;
  notifications: Notifications;
  preferences: PreferencesOfPeople;
  queue: Collection<QueuedMail>;
  mailer: Mailer;
  log: Log;
  settings: { digestMinutes: number; publicUrl: string };
};

/** How many people are written to at once. */
const PARALLEL = 4;

/** Once a minute: one mail for each person who has left a notification unread for the set time. */
export const digests = (ground: Ground): Job => ({
  name: 'digests',
  every: 60_000,
  run: ({ signal }) => mailDigests(ground, new Date(), signal),
});

/** Mails all that is due at the moment. Throws where the mail server is away: what was not mailed stays due. */
export async function mailDigests(ground: Ground, now: Date, signal?: AbortSignal): Promise<void> {
  const due = new Date(now.getTime() - ground.settings.digestMinutes * 60_000);
  const recipients = await ground.queue
    .aggregate<{ _id: string }>([{ $match: { createdAt: { $lte: due } } }, { $group: { _id: '$recipient' } }])
    .map(({ _id }) => _id)
    .toArray();
  const work = async () => {
    for (let recipient = recipients.pop(); recipient && !signal?.aborted; recipient = recipients.pop())
      await mailPerson(ground, recipient);
  };
  const workers = Array.from({ length: PARALLEL }, () =>
    work().catch((error: unknown) => {
      recipients.length = 0; // The others need not find out one by one.
      throw error;
    }),
  );
  const failure = (await Promise.allSettled(workers)).find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}

/** Mails a person what is queued for them; first, under its old id, what a crash may have left half-mailed. */
async function mailPerson(ground: Ground, recipient: string): Promise<void> {
  const queued = await ground.queue.find({ recipient }).sort({ _id: 1 }).toArray();
  const begun = new Set(queued.flatMap(({ digest }) => digest ?? []));
  for (const digest of begun)
    await mailDigest(
      ground,
      digest,
      queued.filter((entry) => entry.digest === digest),
    );

  const fresh = queued.filter(({ digest }) => !digest);
  if (fresh.length === 0) return;
  const digest = digestId(fresh);
  await ground.queue.updateMany({ _id: { $in: idsOf(fresh) } }, { $set: { digest } }, { writeConcern: { w: 'majority' } });
  await mailDigest(ground, digest, fresh);
}

async function mailDigest(ground: Ground, digest: string, entries: readonly QueuedMail[]): Promise<void> {
  const recipient = entries[0]?.recipient ?? '';
  const mail = digestMail(recipient, await stillUnread(ground, recipient, entries), ground);
  const outcome = mail ? await ground.mailer.send({ ...mail, messageId: digest }) : 'sent';
  if (outcome !== 'sent') ground.log.warn({ recipient, outcome }, 'The mail server did not take a digest');
  if (outcome === 'later') return;
  await ground.queue.deleteMany({ _id: { $in: idsOf(entries) } });
}

/** What the person has neither read nor switched off since it was queued, newest last. */
async function stillUnread(
  { notifications, preferences }: Ground,
  recipient: string,
  entries: readonly QueuedMail[],
): Promise<Notification[]> {
  const [chosen] = await preferences.load([recipient]);
  const loaded = await notifications.load(idsOf(entries));
  return loaded
    .filter(({ kind, readAt }) => !readAt && channelsOf(kind, chosen).mail)
    .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || one._id - other._id);
}

const idsOf = (entries: readonly QueuedMail[]): number[] => entries.map(({ _id }) => _id);

/** The same for the same mail, so that mail servers and programs see a repetition for what it is. */
const digestId = (entries: readonly QueuedMail[]): string =>
  `digest.${createHash('sha256')
    .update(JSON.stringify(idsOf(entries)))
    .digest('hex')
    .slice(0, 32)}`;
