import { form, type Texts } from './language.js';

const rules = new Intl.PluralRules('en');

export const en: Texts = {
  locale: 'en',
  subject: (count) => `${count} unread ${form(rules, count, { one: 'notification', other: 'notifications' })}`,
  kinds: {
    task_assigned: 'New task for you',
    mentioned: 'You were mentioned',
    task_commented: 'Comment',
    task_status: 'Status',
    task_changed: 'Changed',
    task_deadline: 'Deadline',
    import_finished: 'Import finished',
  },
  statuses: {
    due_soon: 'Due soon',
    overdue: 'Overdue',
    escalated: 'Overdue in your team',
    started: 'Started',
    paused: 'Paused',
    completed: 'Reported done',
    accepted: 'Accepted',
    returned: 'Back to work',
    reopened: 'Reopened',
    deleted: 'Deleted',
    restored: 'Restored',
  },
  more: (count) => `and ${count} more`,
  open: 'Open Atrium',
  why: 'You get this mail because you have not read these notifications in Atrium yet.',
  preferences: 'Choose what to hear of',
  imported: ({ created, updated, failed }) => `${created} added, ${updated} updated, ${failed} failed`,
};
