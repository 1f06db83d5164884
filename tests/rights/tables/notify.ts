import { Kind, NotificationServiceDefinition } from '../../../gen/atrium/notify/v1/notify.js';
import { parts } from '../company.js';
import { among, type Table } from '../matrix.js';

const definition = NotificationServiceDefinition;

/** Everything here is one's own: there is no way to name what is another's. */
export const notifyTable: Table = {
  'atrium.notify.v1.NotificationService/ListNotifications': [
    {
      async call(as, stage) {
        const id = await stage.notification();
        const { notifications } = await (await as(definition)).listNotifications({ pageSize: 500 });
        among(notifications, (notification) => notification.id === id);
      },
      may: ['author'],
    },
  ],
  'atrium.notify.v1.NotificationService/GetUnreadCount': [
    { call: async (as) => (await as(definition)).getUnreadCount({}), may: parts },
  ],
  'atrium.notify.v1.NotificationService/ReadNotifications': [
    { call: async (as) => (await as(definition)).readNotifications({ subjectType: 'task', subjectId: '0' }), may: parts },
  ],
  'atrium.notify.v1.NotificationService/GetPreferences': [
    { call: async (as) => (await as(definition)).getPreferences({}), may: parts },
  ],
  'atrium.notify.v1.NotificationService/UpdatePreferences': [
    {
      async call(as) {
        const preferences = { version: 0, preferences: [{ kind: Kind.KIND_MENTIONED, web: true, mail: true }] };
        await (await as(definition)).updatePreferences({ preferences });
      },
      may: parts,
    },
  ],
};
