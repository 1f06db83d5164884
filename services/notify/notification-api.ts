import type { NotificationServiceDefinition } from '../../gen/atrium/notify/v1/notify.js';
import { maskOf } from '../../kit/field-mask.js';
import type { Implementation } from '../../kit/grpc-server.js';
import type { Store } from '../../kit/store.js';
import { kindOf } from './kinds.js';
import { notificationMessage, type Notifications } from './notification-store.js';
import type { Choices } from './preferences.js';
import { keepChoices, type PreferencesOfPeople, preferencesMessage } from './preferences-store.js';
import { countUnread, readAll } from './reading.js';

type Ground = { store: Store; notifications: Notifications; preferences: PreferencesOfPeople };

export const notificationApi = ({
  store,
  notifications,
  preferences,
}: Ground): Implementation<NotificationServiceDefinition> => ({
  async listNotifications({ pageSize, pageToken, unreadOnly }, context) {
    const where = { recipient: context.actor.id, ...(unreadOnly ? { unread: true } : { shown: true }) };
    const page = await notifications.list(context, { pageSize, pageToken, where });
    return { notifications: page.items.map(notificationMessage), nextPageToken: page.nextPageToken };
  },

  async getUnreadCount(_, { actor }) {
    return { unread: await countUnread(notifications, actor.id) };
  },

  async readNotifications(selection, context) {
    await readAll(store, notifications, context, selection);
    return { unread: await countUnread(notifications, context.actor.id) };
  },

  async getPreferences(_, { actor }) {
    const [chosen] = await preferences.load([actor.id]);
    return preferencesMessage(chosen);
  },

  async updatePreferences({ preferences: wanted, updateMask }, context) {
    const { reminderLeadMinutes = 0 } = maskOf(
      updateMask,
      { preferences: wanted?.preferences, reminderLeadMinutes: wanted?.reminderLeadMinutes },
      'preferences',
    );
    const choices: Choices = Object.fromEntries(
      (wanted?.preferences ?? []).flatMap(({ kind, web, mail }) => {
        const name = kindOf(kind);
        return name ? [[name, { web, mail }]] : [];
      }),
    );
    return preferencesMessage(await keepChoices(preferences, context, choices, reminderLeadMinutes));
  },
});
