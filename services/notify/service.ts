import { NotificationServiceDefinition } from '../../gen/atrium/notify/v1/notify.js';
import type { Service } from '../../kit/chassis.js';
import { notificationApi } from './notification-api.js';
import { notificationStore } from './notification-store.js';
import { preferencesStore } from './preferences-store.js';

/** What people should hear of: kept until read, shown at once, mailed in digests. */
export const notify: Service = (chassis) => {
  const store = chassis.store('notify');
  const notifications = notificationStore(store);
  const preferences = preferencesStore(store);

  chassis.serve(NotificationServiceDefinition, notificationApi({ store, notifications, preferences }));
};
