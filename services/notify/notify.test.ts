import { afterAll, beforeAll, expect, test } from 'vitest';
import { Kind, NotificationServiceDefinition } from '../../gen/atrium/notify/v1/notify.js';
import { TaskEvent } from '../../gen/atrium/tasks/v1/tasks.js';
import { uuidv7 } from '../../kit/events.js';
import { testProcess, type TestProcess, until } from '../../tests/process.js';
import { notify } from './service.js';

let process: TestProcess;
let version = 0;

beforeAll(async () => {
  process = await testProcess([notify]);
});
afterAll(() => process.stop());

const as = (user: string) => process.as(NotificationServiceDefinition, user);

/** Sends what the tasks service would; the same id is the same event. */
async function happened(event: Parameters<typeof TaskEvent.fromPartial>[0], id = uuidv7()): Promise<void> {
  version += 1;
  await process.chassis.bus.send(process.chassis.bus.topic('tasks'), [
    {
      key: String(event.task?.id),
      value: JSON.stringify(TaskEvent.toJSON(TaskEvent.fromPartial(event))),
      headers: {
        ce_specversion: '1.0',
        ce_id: id,
        ce_source: '/atrium/tasks',
        ce_type: `atrium.tasks.task.${event.action}.v1`,
        ce_subject: String(event.task?.id),
        ce_time: new Date().toISOString(),
        'content-type': 'application/json',
        version: String(version),
      },
    },
  ]);
}

const task = (id: number, more: object = {}) => ({ id, title: `Task ${id}`, creator: 'anna', assignee: 'boris', ...more });

const unread = async (user: string, count: number) => {
  const client = await as(user);
  await until(`${user} has ${count} unread`, async () => (await client.getUnreadCount({})).unread === count);
  return client;
};

test('an event is heard of once by each whom it concerns, however often it is delivered', async () => {
  const id = uuidv7();
  const event = { action: 'created', task: task(1, { observers: ['d:4'] }), actor: { user: 'anna' } };
  await happened(event, id);
  await happened(event, id);
  await happened({ action: 'started', task: task(1), actor: { user: 'boris' } });
  const anna = await unread('anna', 1);
  const daria = await unread('daria', 1);
  const boris = await unread('boris', 1);

  expect((await boris.listNotifications({})).notifications).toMatchObject([
    {
      kind: Kind.KIND_TASK_ASSIGNED,
      action: 'created',
      subjectType: 'task',
      subjectId: '1',
      subjectTitle: 'Task 1',
      actor: 'anna',
      recipient: 'boris',
    },
  ]);
  expect((await daria.listNotifications({})).notifications).toMatchObject([{ kind: Kind.KIND_TASK_CHANGED }]);
  expect((await anna.listNotifications({})).notifications).toMatchObject([
    { kind: Kind.KIND_TASK_STATUS, action: 'started', actor: 'boris' },
  ]);
  expect((await (await as('gleb')).listNotifications({})).notifications).toEqual([]);
});

test('a new notification, and reading it, reach the sockets of its person alone', async () => {
  const seen: { action: string; audience: readonly string[] }[] = [];
  const events = process.chassis.store('notify').events;
  await happened({ action: 'created', task: task(2, { assignee: 'yuna' }), actor: { user: 'anna' } });
  const yuna = await unread('yuna', 1);
  expect(await yuna.readNotifications({ subjectType: 'task', subjectId: '2' })).toEqual({ unread: 0 });
  await until('both events are sent', async () => {
    const stored = await events
      .find({ audience: 'u:yuna', sent: true }, { hint: { kind: 1, subject: 1, version: -1 } })
      .toArray();
    seen.splice(0, seen.length, ...stored);
    return seen.length === 2;
  });
  expect(seen.map(({ action, audience }) => [action, audience])).toEqual(
    expect.arrayContaining([
      ['created', ['u:yuna']],
      ['read', ['u:yuna']],
    ]),
  );
});

test('reading is by ids, by subject, or all; twice is the same; the notifications of others are out of reach', async () => {
  for (const id of [11, 12, 13, 14])
    await happened({ action: 'created', task: task(id, { assignee: 'chen' }), actor: { user: 'anna' } });
  const chen = await unread('chen', 4);
  const { notifications } = await chen.listNotifications({});
  expect(notifications.map(({ subjectId }) => subjectId)).toEqual(['14', '13', '12', '11']);
  const first = notifications[0]?.id ?? 0;

  const yuna = await as('yuna');
  await yuna.readNotifications({ ids: [first] });
  expect(await chen.getUnreadCount({})).toEqual({ unread: 4 });

  expect(await chen.readNotifications({ ids: [first, first, 999_999] })).toEqual({ unread: 3 });
  expect(await chen.readNotifications({ ids: [first] })).toEqual({ unread: 3 });
  expect(await chen.readNotifications({ subjectType: 'task', subjectId: '12' })).toEqual({ unread: 2 });
  expect((await chen.listNotifications({ unreadOnly: true })).notifications.map(({ subjectId }) => subjectId)).toEqual([
    '13',
    '11',
  ]);
  expect(await chen.readNotifications({})).toEqual({ unread: 0 });
  expect((await chen.listNotifications({})).notifications.every(({ readAt, version: v }) => readAt && v === 2)).toBe(true);
});

test('a list goes on where its page ended, though new ones come in between', async () => {
  const boris = await as('boris');
  await boris.readNotifications({});
  for (const id of [21, 22, 23]) await happened({ action: 'created', task: task(id), actor: { user: 'anna' } });
  await unread('boris', 3);
  const first = await boris.listNotifications({ pageSize: 2, unreadOnly: true });
  await happened({ action: 'created', task: task(24), actor: { user: 'anna' } });
  await unread('boris', 4);
  const second = await boris.listNotifications({ pageSize: 2, unreadOnly: true, pageToken: first.nextPageToken });
  expect([...first.notifications, ...second.notifications].map(({ subjectId }) => subjectId)).toEqual(['23', '22', '21']);
  expect(second.nextPageToken).toBe('');
  await expect(boris.listNotifications({ pageSize: 2, pageToken: first.nextPageToken })).rejects.toMatchObject({
    reason: 'PAGE_TOKEN',
  });
});

test('preferences say where one hears of what; what is switched off everywhere is not kept', async () => {
  const daria = await as('daria');
  await daria.readNotifications({});
  const before = await daria.getPreferences({});
  expect(before.version).toBe(0);
  expect(before.preferences).toContainEqual({ kind: Kind.KIND_TASK_CHANGED, web: true, mail: false });

  const chosen = [
    { kind: Kind.KIND_TASK_ASSIGNED, web: false, mail: true },
    { kind: Kind.KIND_TASK_STATUS, web: false, mail: false },
  ];
  const after = await daria.updatePreferences({ preferences: { preferences: chosen }, updateMask: ['preferences'] });
  expect(after).toMatchObject({ version: 1 });
  expect(after.preferences).toEqual(
    expect.arrayContaining([...chosen, { kind: Kind.KIND_TASK_COMMENTED, web: true, mail: true }]),
  );
  expect(await daria.updatePreferences({ preferences: { preferences: chosen } })).toEqual(after);

  await happened({ action: 'created', task: task(31, { assignee: 'daria' }), actor: { user: 'anna' } });
  await happened({ action: 'started', task: task(31, { assignee: 'daria' }), actor: { user: 'anna' } });
  const comment = { author: 'anna', text: 'Hello', mentions: [] };
  await happened({ action: 'commented', task: task(31, { assignee: 'daria' }), comment, actor: { user: 'anna' } });
  await unread('daria', 1);
  const { notifications } = await daria.listNotifications({});
  expect(notifications.filter(({ subjectId }) => subjectId === '31')).toMatchObject([
    { kind: Kind.KIND_TASK_COMMENTED, excerpt: 'Hello' },
  ]);
  const queued = await process.chassis.store('notify').db.collection('mail_queue').find({ recipient: 'daria' }).toArray();
  expect(queued).toHaveLength(2);
});

test('two tabs that choose for the first time at once both succeed', async () => {
  const gleb = await as('gleb');
  const choose = (kind: Kind) => gleb.updatePreferences({ preferences: { preferences: [{ kind, web: true, mail: false }] } });
  await Promise.all([choose(Kind.KIND_MENTIONED), choose(Kind.KIND_TASK_COMMENTED)]);
  const { preferences, version: written } = await gleb.getPreferences({});
  expect(written).toBe(2);
  for (const kind of [Kind.KIND_MENTIONED, Kind.KIND_TASK_COMMENTED])
    expect(preferences).toContainEqual({ kind, web: true, mail: false });
});

test('what breaks the contract is refused by name', async () => {
  const anna = await as('anna');
  await expect(anna.updatePreferences({})).rejects.toMatchObject({ reason: 'INVALID' });
  await expect(anna.updatePreferences({ preferences: {}, updateMask: ['version'] })).rejects.toMatchObject({
    reason: 'UNKNOWN_FIELD',
  });
  await expect(anna.listNotifications({ pageToken: 'forged' })).rejects.toMatchObject({ reason: 'PAGE_TOKEN' });
});
