import { expect, test } from 'vitest';
import { ImportEvent } from '../../gen/atrium/org/v1/org.js';
import { type Reminder, ReminderEvent, ReminderKind } from '../../gen/atrium/tasks/v1/reminder.js';
import { TaskEvent } from '../../gen/atrium/tasks/v1/tasks.js';
import { Directory } from '../../kit/directory.js';
import { newsOfImport, newsOfReminder, newsOfTask } from './audience.js';

const directory = new Directory();
const department = (id: number, parent: number, head = '') =>
  directory.putDepartment({ id, version: 1, name: `Department ${id}`, parent, head, deputies: [] });
const person = (id: string, departments: number[], active = true) =>
  directory.putPerson({
    id,
    version: 1,
    name: `${id} name`,
    email: '',
    departments,
    manager: '',
    active,
    guest: false,
    locale: '',
    timeZone: '',
  });
department(1, 0, 'anna');
department(2, 1, 'boris');
department(3, 1);
department(9, 0, 'head');
for (const [id, at] of [
  ['anna', 1],
  ['boris', 2],
  ['chen', 2],
  ['daria', 2],
  ['yuna', 3],
  ['head', 9],
] as const)
  person(id, [at]);
person('gone', [2], false);
for (let n = 0; n < 600; n++) person(`many-${n}`, [9]);

const task = { id: 42, title: 'Call the bank', creator: 'anna', assignee: 'chen' };
const news = (event: Parameters<typeof TaskEvent.fromPartial>[0]) => newsOfTask(TaskEvent.fromPartial(event), directory);
const told = (event: Parameters<typeof TaskEvent.fromPartial>[0]) =>
  Object.fromEntries(news(event).map(({ recipient, kind }) => [recipient, kind]));

test('a new task is told to who is to work on it, and to observers as a change', () => {
  expect(
    told({ action: 'created', task: { ...task, coExecutors: ['u:daria'], observers: ['u:yuna'] }, actor: { user: 'anna' } }),
  ).toEqual({
    chen: 'task_assigned',
    daria: 'task_assigned',
    yuna: 'task_changed',
  });
});

test('nobody hears of what they did themselves, also not who sets a task to themselves', () => {
  expect(news({ action: 'created', task: { ...task, assignee: 'anna' }, actor: { user: 'anna' } })).toEqual([]);
});

test('what the system did is told to everyone who takes part', () => {
  expect(told({ action: 'completed', task, actor: { automation: 'tasks/rule' } })).toEqual({
    anna: 'task_status',
    chen: 'task_status',
  });
});

test('a department that takes part is told through its members, active ones only', () => {
  expect(told({ action: 'started', task: { ...task, observers: ['d:2'] }, actor: { user: 'chen' } })).toEqual({
    anna: 'task_status',
    boris: 'task_status',
    daria: 'task_status',
  });
});

test('of a department with more than 500 members only the head hears', () => {
  expect(told({ action: 'started', task: { ...task, observers: ['d:9'] }, actor: { user: 'chen' } })).toEqual({
    anna: 'task_status',
    head: 'task_status',
  });
});

test('a comment is told to all who take part, to mentioned ones as a mention, once each', () => {
  const comment = { author: 'chen', text: 'Look, @{u:anna} and @{u:daria}', mentions: ['anna', 'daria'] };
  const event = { action: 'commented', task: { ...task, observers: ['d:2'] }, comment, actor: { user: 'chen' } };
  expect(told(event)).toEqual({ anna: 'mentioned', daria: 'mentioned', boris: 'task_commented' });
  expect(news(event)[0]).toEqual({
    recipient: 'anna',
    kind: 'mentioned',
    action: 'commented',
    subjectType: 'task',
    subjectId: '42',
    subjectTitle: 'Call the bank',
    actor: 'chen',
    excerpt: 'Look, @anna name and @daria name',
  });
});

test('who cannot see the task does not hear of it, though mentioned; the head of somebody in it does', () => {
  const comment = { author: 'anna', text: '@{u:yuna} @{u:boris}', mentions: ['yuna', 'boris'] };
  expect(told({ action: 'commented', task, comment, actor: { user: 'anna' } })).toEqual({
    boris: 'mentioned',
    chen: 'task_commented',
  });
});

test('passing a task on is told to the new assignee as a task, to the others as a change', () => {
  const changes = [{ path: 'assignee', before: 'daria', after: 'chen' }];
  expect(told({ action: 'delegated', task: { ...task, observers: ['u:daria'] }, changes, actor: { user: 'boris' } })).toEqual({
    chen: 'task_assigned',
    anna: 'task_changed',
    daria: 'task_changed',
  });
});

test('who becomes a co-executor by an update hears of a task, also where there was none before', () => {
  const changes = [{ path: 'co_executors', before: undefined, after: ['u:daria'] }];
  expect(told({ action: 'updated', task: { ...task, coExecutors: ['u:daria'] }, changes, actor: { user: 'anna' } })).toEqual({
    chen: 'task_changed',
    daria: 'task_assigned',
  });
});

test('tags, and looking at a task, are no news', () => {
  expect(
    news({ action: 'updated', task, changes: [{ path: 'tags', before: [], after: ['x'] }], actor: { user: 'anna' } }),
  ).toEqual([]);
  expect(news({ action: 'seen', task, changes: [{ path: 'status' }], actor: { user: 'chen' } })).toEqual([]);
});

test('a comment that reopens a task tells of the status', () => {
  const comment = { author: 'anna', text: 'Not yet', mentions: [] };
  expect(news({ action: 'reopened', task, comment, actor: { user: 'anna' } })).toMatchObject([
    { recipient: 'chen', kind: 'task_status', action: 'reopened', excerpt: 'Not yet' },
  ]);
});

test('the end of an import is told to who started it', () => {
  const event = (action: string) =>
    ImportEvent.fromPartial({ action, import: { id: 7, fileName: 'people.csv', startedBy: 'anna', created: 3 } });
  const excerpt = ({ created }: { created: number }) => `${created} new`;
  expect(newsOfImport(event('finished'), excerpt)).toMatchObject([
    {
      recipient: 'anna',
      kind: 'import_finished',
      subjectType: 'import',
      subjectId: '7',
      subjectTitle: 'people.csv',
      excerpt: '3 new',
    },
  ]);
  expect(newsOfImport(event('progressed'), excerpt)).toEqual([]);
});

test('a deadline that comes is told to those who work, one that has passed also to who set it, and at last to who is above', () => {
  const told = (kind: ReminderKind, more: Partial<Reminder> = {}) =>
    newsOfReminder(
      ReminderEvent.fromPartial({
        action: 'created',
        reminder: { ...task, task: 42, kind, deadline: new Date('2027-01-01T09:00:00Z'), ...more },
      }),
      directory,
      (recipient, deadline) => `${recipient} ${deadline.toISOString()}`,
    );
  const recipients = (news: ReturnType<typeof told>) => news.map(({ recipient }) => recipient).sort();

  expect(told(ReminderKind.REMINDER_KIND_DUE_SOON)).toEqual([
    {
      recipient: 'chen',
      kind: 'task_deadline',
      action: 'due_soon',
      subjectType: 'task',
      subjectId: '42',
      subjectTitle: 'Call the bank',
      actor: '',
      excerpt: 'chen 2027-01-01T09:00:00.000Z',
    },
  ]);
  expect(recipients(told(ReminderKind.REMINDER_KIND_DUE_SOON, { coExecutors: ['d:2'] }))).toEqual(['boris', 'chen', 'daria']);
  expect(recipients(told(ReminderKind.REMINDER_KIND_OVERDUE))).toEqual(['anna', 'chen']);
  expect(recipients(told(ReminderKind.REMINDER_KIND_ESCALATED))).toEqual(['boris']);
  expect(recipients(told(ReminderKind.REMINDER_KIND_ESCALATED, { assignee: 'anna' }))).toEqual([]);
});
