import { Notification as NotificationMessage, NotificationEvent } from '../../gen/atrium/notify/v1/notify.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Store } from '../../kit/store.js';
import { kindMessage } from './kinds.js';
import type { Notification } from './notification.js';

export type Notifications = Aggregate<Notification>;

/** Everyone sees their own notifications and nobody else's. */
export const notificationStore = (store: Store): Notifications =>
  store.aggregate<Notification, NotificationMessage>({
    name: 'notification',
    collection: 'notifications',
    indexes: [
      { key: { recipient: 1, createdAt: -1, _id: -1 } },
      // Counts what is unread without reading it, and lists it.
      { key: { recipient: 1, unread: 1, createdAt: -1, _id: -1 } },
    ],
    type: 'atrium.notify.v1.Notification',
    codec: NotificationMessage,
    message: notificationMessage,
    eventType: 'atrium.notify.v1.NotificationEvent',
    event: (notification, { action, changes, actor }) =>
      NotificationEvent.encode({ action, notification, changes, actor }).finish(),
    readable: (actor) => (actor.service ? {} : { recipient: actor.id }),
    audience: ({ shown, recipient }) => (shown ? [`u:${recipient}`] : []),
    sortable: { created_at: { path: 'createdAt' }, id: { path: '_id' } },
    defaultOrder: 'created_at desc',
  });

export const notificationMessage = (notification: Notification): NotificationMessage => ({
  id: notification._id,
  version: notification.version,
  recipient: notification.recipient,
  kind: kindMessage(notification.kind),
  action: notification.action,
  subjectType: notification.subjectType,
  subjectId: notification.subjectId,
  subjectTitle: notification.subjectTitle,
  actor: notification.actor,
  excerpt: notification.excerpt,
  createdAt: notification.createdAt,
  readAt: notification.readAt,
});
