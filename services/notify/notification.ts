import type { Stored } from '../../kit/events.js';
import type { Kind } from './kinds.js';

/** What somebody should hear of: decided from an event, before it is kept. */
export type News = {
  readonly recipient: string;
  readonly kind: Kind;
  /** What was done: the action of the event. */
  readonly action: string;
  readonly subjectType: 'task' | 'import';
  readonly subjectId: string;
  readonly subjectTitle: string;
  /** Who did it; '' where the system did. */
  readonly actor: string;
  readonly excerpt: string;
};

export type Notification = Stored<number> &
  News & {
    readonly createdAt: Date;
    readonly readAt?: Date | undefined;
    /** Whether the web client shows it; one that is only mailed is kept unshown. */
    readonly shown: boolean;
    /** Shown and not read: what is counted. */
    readonly unread: boolean;
  };

/** Reading twice changes nothing. */
export const read = (notification: Notification, now: Date): Notification =>
  notification.readAt ? notification : { ...notification, readAt: now, unread: false };
