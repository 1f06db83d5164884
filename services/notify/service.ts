import { NotificationServiceDefinition } from '../../gen/atrium/notify/v1/notify.js';
import type { Service } from '../../kit/chassis.js';
import { digests } from './digest.js';
import { mailQueue } from './mail-queue.js';
import { mailer } from './mailer.js';
import { notificationApi } from './notification-api.js';
import { notificationStore } from './notification-store.js';
import { notifier } from './notifier.js';
import { preferencesStore } from './preferences-store.js';

/** What people should hear of: kept until read, shown at once, mailed in digests unless read first. */
export const notify: Service = (chassis) => {
  const { settings, directory, log } = chassis;
  const store = chassis.store('notify');
  const notifications = notificationStore(store);
  const preferences = preferencesStore(store);
  const queue = mailQueue(store);
  const mail = mailer(settings);

  chassis.serve(NotificationServiceDefinition, notificationApi({ store, notifications, preferences }));
  chassis.consume(notifier({ store, directory, notifications, preferences, queue }));
  chassis.prepare(mail);
  store.job(digests({ store, directory, notifications, preferences, queue, mailer: mail, log, settings }));
};
