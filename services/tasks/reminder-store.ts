import {
  Reminder as ReminderMessage,
  ReminderEvent,
  ReminderKind as WireReminderKind,
} from '../../gen/atrium/tasks/v1/reminder.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Store } from '../../kit/store.js';
import type { Reminder, ReminderKind } from './reminder.js';

export type Reminders = Aggregate<Reminder>;

const wireKind: Record<ReminderKind, WireReminderKind> = {
  due_soon: WireReminderKind.REMINDER_KIND_DUE_SOON,
  overdue: WireReminderKind.REMINDER_KIND_OVERDUE,
  escalated: WireReminderKind.REMINDER_KIND_ESCALATED,
};

/** Kept as long as the same one could be asked for again: longer than anybody leaves Atrium switched off. */
const KEPT_SECONDS = 90 * 86_400;

/** They are told of by events; nobody looks them up. */
export const reminderStore = (store: Store): Reminders =>
  store.aggregate<Reminder, ReminderMessage>({
    name: 'reminder',
    collection: 'reminders',
    indexes: [
      { key: { task: 1, kind: 1, leadMinutes: 1, deadline: 1 }, unique: true },
      { key: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
    ],
    type: 'atrium.tasks.v1.Reminder',
    codec: ReminderMessage,
    message: ({ _id, version, task, kind, deadline, leadMinutes, title, creator, assignee, coExecutors, createdAt }) => ({
      id: _id,
      version,
      task,
      kind: wireKind[kind],
      deadline,
      leadMinutes,
      title,
      creator,
      assignee,
      coExecutors: [...coExecutors],
      createdAt,
    }),
    eventType: 'atrium.tasks.v1.ReminderEvent',
    event: (reminder, { action, changes, actor }) => ReminderEvent.encode({ action, reminder, changes, actor }).finish(),
    readable: (actor) => (actor.service ? {} : { _id: { $in: [] } }),
    audience: () => [],
  });
