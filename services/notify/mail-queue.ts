import type { Collection } from 'mongodb';
import type { Store } from '../../kit/store.js';

/** One notification that is to be mailed unless it is read first. */
export type QueuedMail = {
  /** The notification's id. */
  _id: number;
  recipient: string;
  createdAt: Date;
  /** The digest it goes out with, set before that is sent: after a crash the same mail goes out again under the same id. */
  digest?: string;
};

/** Kept beside the notifications and not in them, so that mailing changes no version and sends no event. */
export const mailQueue = (store: Store): Collection<QueuedMail> =>
  store.collection<QueuedMail>('mail_queue', [{ key: { createdAt: 1, recipient: 1 } }, { key: { recipient: 1, _id: 1 } }]);
