import type { ClientSession, Collection } from 'mongodb';
import { ImportEvent } from '../../gen/atrium/org/v1/org.js';
import { ReminderEvent } from '../../gen/atrium/tasks/v1/reminder.js';
import { TaskEvent } from '../../gen/atrium/tasks/v1/tasks.js';
import { systemActor } from '../../kit/actor.js';
import type { BusEvent } from '../../kit/bus.js';
import type { Consumer } from '../../kit/consumer.js';
import type { Directory } from '../../kit/directory.js';
import type { Store } from '../../kit/store.js';
import { newsOfImport, newsOfReminder, newsOfTask } from './audience.js';
import { momentFor } from './mail/clock.js';
import { textsFor } from './mail/texts.js';
import type { QueuedMail } from './mail-queue.js';
import type { News } from './notification.js';
import type { Notifications } from './notification-store.js';
import { channelsOf, leadOf } from './preferences.js';
import type { PreferencesOfPeople } from './preferences-store.js';

type Ground = {
  store: Store;
  directory: Directory;
  notifications: Notifications;
  preferences: PreferencesOfPeople;
  queue: Collection<QueuedMail>;
};

/** Hears what other services tell and keeps for each person what that person should hear of: once per event, whatever is delivered twice. */
export function notifier({ store, directory, notifications, preferences, queue }: Ground): Consumer {
  const nextId = store.ids('notification');

  function newsOf(event: BusEvent): News[] {
    if (event.kind === 'task') return newsOfTask(TaskEvent.fromJSON(event.json()), directory);
    if (event.kind === 'reminder')
      return newsOfReminder(ReminderEvent.fromJSON(event.json()), directory, (recipient, deadline) =>
        momentFor(recipient, deadline, directory),
      );
    return newsOfImport(ImportEvent.fromJSON(event.json()), (ended) => textsFor(ended.startedBy, directory).imported(ended));
  }

  async function keep(news: readonly News[], event: BusEvent, session: ClientSession): Promise<void> {
    const chosen = new Map(
      (
        await preferences.load(
          news.map(({ recipient }) => recipient),
          session,
        )
      ).map((each) => [each._id, each]),
    );
    const context = { actor: systemActor, now: new Date(), automation: 'notify', session };
    const mails: QueuedMail[] = [];
    const lead = event.kind === 'reminder' ? leadAsked(event) : 0;
    for (const each of news) {
      if (lead > 0 && leadOf(chosen.get(each.recipient)) !== lead) continue;
      const { web, mail } = channelsOf(each.kind, chosen.get(each.recipient));
      if (!web && !mail) continue;
      const _id = await nextId();
      await notifications.create(context, { ...each, _id, createdAt: event.at, shown: web, unread: web });
      if (mail) mails.push({ _id, recipient: each.recipient, createdAt: event.at });
    }
    if (mails.length > 0) await queue.insertMany(mails, { session });
  }

  return {
    name: 'notify',
    store,
    services: ['tasks', 'org'],
    wants: ({ kind, action }) =>
      (kind === 'task' && action !== 'seen') || kind === 'reminder' || (kind === 'import' && action === 'finished'),
    async handle(event, session) {
      const news = newsOf(event);
      if (news.length > 0) await keep(news, event, session);
    },
  };
}

/** Each is reminded once, as long before as they have chosen. 0 where it is not about something that comes. */
const leadAsked = (event: BusEvent): number => ReminderEvent.fromJSON(event.json()).reminder?.leadMinutes ?? 0;
