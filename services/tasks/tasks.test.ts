import { afterAll, beforeAll, expect, test } from 'vitest';
import { Awaited, CommentKind, Priority, Task, TaskServiceDefinition, TaskStatus } from '../../gen/atrium/tasks/v1/tasks.js';
import { busEvent } from '../../kit/bus.js';
import { testProcess, type TestProcess, until } from '../../tests/process.js';
import { tasks } from './service.js';

let process: TestProcess;

beforeAll(async () => {
  process = await testProcess([tasks]);
});
afterAll(() => process.stop());

const as = (user: string, roles?: string[]) => process.as(TaskServiceDefinition, user, roles);
const request = (task: Partial<Task>) => ({ task: Task.fromPartial(task) });

test('a task is set, seen, worked on and completed, and its history tells it', async () => {
  const anna = await as('anna');
  const boris = await as('boris');
  const created = await anna.createTask(request({ title: ' Call the bank ', assignee: 'boris', coExecutors: ['d:2'] }));
  expect(created).toMatchObject({
    title: 'Call the bank',
    status: TaskStatus.TASK_STATUS_NEW,
    version: 1,
    creator: 'anna',
    priority: Priority.PRIORITY_MEDIUM,
  });

  await boris.seeTask({ id: created.id });
  await boris.startTask({ id: created.id });
  const completed = await boris.completeTask({ id: created.id });
  expect(completed).toMatchObject({ status: TaskStatus.TASK_STATUS_COMPLETED, version: 4 });

  const { entries } = await anna.listTaskHistory({ id: created.id });
  expect(entries.map(({ action, actor }) => [action, actor?.user])).toEqual([
    ['completed', 'boris'],
    ['started', 'boris'],
    ['seen', 'boris'],
    ['created', 'anna'],
  ]);
  expect(entries[0]?.changes).toContainEqual({
    path: 'status',
    before: 'TASK_STATUS_IN_PROGRESS',
    after: 'TASK_STATUS_COMPLETED',
  });
});

test('whoever signs in for the first time sets themselves a task before the directory has heard of them', async () => {
  const newcomer = await as('newcomer');
  const { id } = await newcomer.createTask(request({ title: 'Look around', assignee: 'newcomer' }));
  await expect(newcomer.getTask({ id })).resolves.toMatchObject({ creator: 'newcomer', assignee: 'newcomer' });
  await expect((await as('anna')).createTask(request({ title: 'For whom?', assignee: 'newcomer' }))).rejects.toMatchObject({
    reason: 'UNKNOWN_PERSON',
  });
});

test('a task shared with a department is there for its people, those below and its head, and for nobody else', async () => {
  const { id } = await (await as('anna')).createTask(request({ title: 'For Sales', assignee: 'anna', observers: ['d:2'] }));
  for (const user of ['boris', 'chen', 'daria']) await expect((await as(user)).getTask({ id })).resolves.toMatchObject({ id });
  for (const user of ['yuna', 'gleb'])
    await expect((await as(user)).getTask({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
});

test('the head of a department sees what its people do, and colleagues do not', async () => {
  const { id } = await (await as('daria')).createTask(request({ title: 'Mine', assignee: 'daria' }));
  await expect((await as('boris')).getTask({ id })).resolves.toMatchObject({ id });
  await expect((await as('chen')).getTask({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
});

test('a repeated request id sets one task, and another body with it is refused', async () => {
  const anna = await as('anna');
  const once = { ...request({ title: 'Once', assignee: 'boris' }), requestId: 'r-1' };
  const [first, second] = await Promise.all([anna.createTask(once), anna.createTask(once)]);
  expect(second.id).toBe(first.id);
  await expect(anna.createTask({ ...once, ...request({ title: 'Other', assignee: 'boris' }) })).rejects.toMatchObject({
    reason: 'REQUEST_ID_REUSED',
  });
});

test('a stale version is refused, and nothing changes', async () => {
  const anna = await as('anna');
  const { id } = await anna.createTask(request({ title: 'Before', assignee: 'boris' }));
  await anna.updateTask({ ...request({ id, title: 'Between' }), updateMask: ['title'], expectedVersion: 1 });
  await expect(
    anna.updateTask({ ...request({ id, title: 'After' }), updateMask: ['title'], expectedVersion: 1 }),
  ).rejects.toMatchObject({ reason: 'STALE_VERSION' });
  expect((await anna.getTask({ id })).title).toBe('Between');
});

test('twenty who write at once all get through, one version each', async () => {
  const anna = await as('anna');
  const { id } = await anna.createTask(request({ title: 'Busy', assignee: 'anna' }));
  await Promise.all(Array.from({ length: 20 }, (_, index) => anna.createComment({ task: id, text: `Comment ${index}` })));
  const task = await anna.getTask({ id });
  expect(task).toMatchObject({ version: 21, commentCount: 20 });
});

test('a comment on a completed task reopens it, and mentions only people who exist', async () => {
  const anna = await as('anna');
  const { id } = await anna.createTask(request({ title: 'Done soon', assignee: 'anna' }));
  await anna.completeTask({ id });
  const comment = await anna.createComment({ task: id, text: 'Not quite, @{u:boris} and @{u:nobody}!' });
  expect(comment.mentions).toEqual(['boris']);
  expect((await anna.getTask({ id })).status).toBe(TaskStatus.TASK_STATUS_PENDING);
  const { entries } = await anna.listTaskHistory({ id, pageSize: 1 });
  expect(entries[0]?.action).toBe('reopened');
});

test('a task waits for its creator by what was handed over, asked for or declined, and lists show since when', async () => {
  const anna = await as('anna');
  const boris = await as('boris');
  const { id } = await anna.createTask(request({ title: 'Offer', assignee: 'boris', tags: ['awaited'] }));
  const handed = await boris.handOverTask({ id, text: ' A draft, @{u:anna} ' });
  expect(handed).toMatchObject({ awaited: Awaited.AWAITED_REACTION, commentCount: 1 });
  expect(handed.allowedActions).not.toContain('hand_over');

  const waiting = () => anna.listTasks({ filter: 'awaited != null && creator == "anna"', orderBy: 'awaited_since asc' });
  expect((await waiting()).tasks.map((task) => task.id)).toEqual([id]);
  const tomorrow = new Date('2026-12-01T15:00:00Z');
  const answered = await anna.reactToTask({ id, text: 'Shorter', deadline: tomorrow });
  expect(answered).toMatchObject({ awaited: Awaited.AWAITED_UNSPECIFIED, deadline: tomorrow, commentCount: 2 });
  expect((await waiting()).tasks).toEqual([]);

  const later = new Date('2026-12-02T15:00:00Z');
  await boris.proposeDeadline({ id, deadline: later, text: 'The client is ill' });
  await expect(boris.acceptDeadline({ id })).rejects.toMatchObject({ reason: 'DENIED' });
  expect(await anna.acceptDeadline({ id })).toMatchObject({ deadline: later, firstDeadline: tomorrow, deadlineMoves: 1 });
  await expect(boris.declineTask({ id, text: ' ' })).rejects.toMatchObject({ reason: 'COMMENT_REQUIRED' });

  const { comments } = await anna.listComments({ task: id });
  expect(comments.map(({ text, kind, mentions }) => [text, kind, mentions])).toEqual([
    ['A draft, @{u:anna}', CommentKind.COMMENT_KIND_HANDOVER, ['anna']],
    ['Shorter', CommentKind.COMMENT_KIND_REACTION, []],
    ['The client is ill', CommentKind.COMMENT_KIND_DEADLINE, []],
  ]);
});

test('a task with parts is what they come to, wherever they are put', async () => {
  const anna = await as('anna');
  const set = async (title: string, more: Partial<Task> = {}) =>
    (await anna.createTask(request({ title, assignee: 'anna', ...more }))).id;
  const project = await set('Move house');
  const packing = await set('Pack', { parent: project });
  const books = await set('Books', { parent: packing, estimateSeconds: 3_600 });
  const boxes = await set('Boxes', { parent: packing, estimateSeconds: 1_800 });
  expect((await anna.getTask({ id: books })).ancestors).toEqual([project, packing]);
  await anna.completeTask({ id: boxes });
  const rollup = { subtasks: 3, completed: 1, estimateSeconds: 5_400, progressPercent: 33 };
  expect((await anna.getTask({ id: project })).rollup).toMatchObject(rollup);
  const below = await anna.listTasks({ filter: `${project} in ancestors`, orderBy: 'id asc' });
  expect(below.tasks.map(({ id }) => id)).toEqual([packing, books, boxes]);
  expect(below.tasks[0]?.rollup).toMatchObject({ subtasks: 2 });

  const other = await set('Another house');
  const moved = await anna.updateTask({ ...request({ id: packing, parent: other }), updateMask: ['parent'] });
  expect(moved).toMatchObject({ ancestors: [other], rollup: { subtasks: 2 } });
  expect((await anna.getTask({ id: books })).ancestors).toEqual([other, packing]);
  expect((await anna.getTask({ id: project })).rollup).toBeUndefined();
  await anna.updateTask({ ...request({ id: packing, parent: 0 }), updateMask: ['parent'] });
  expect((await anna.getTask({ id: books })).ancestors).toEqual([packing]);
  await anna.deleteTask({ id: books });
  expect((await anna.getTask({ id: packing })).rollup).toMatchObject({ subtasks: 1, completed: 1, progressPercent: 100 });
});

test('of moves at the same time, each right by itself, no cycle comes', async () => {
  const anna = await as('anna');
  const ids = await Promise.all(
    [1, 2, 3].map(async (number) => (await anna.createTask(request({ title: `Ring ${number}`, assignee: 'anna' }))).id),
  );
  const under = (id: number, parent: number) => anna.updateTask({ ...request({ id, parent }), updateMask: ['parent'] });
  const outcomes = await Promise.allSettled(ids.map((id, index) => under(id, ids[(index + 1) % ids.length] ?? 0)));
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { reason: 'PARENT_CYCLE' } });
  const found = await Promise.all(ids.map((id) => anna.getTask({ id })));
  expect(found.map(({ ancestors }) => ancestors.length).sort()).toEqual([0, 1, 2]);
});

test('where subtasks come first, a task is not completed before them', async () => {
  const anna = await as('anna');
  const { id } = await anna.createTask(request({ title: 'Report', assignee: 'anna', subtasksFirst: true }));
  const part = await anna.createTask(request({ title: 'Figures', assignee: 'anna', parent: id }));
  await expect(anna.completeTask({ id })).rejects.toMatchObject({
    reason: 'SUBTASKS_OPEN',
    details: { metadata: { subtask: String(part.id) } },
  });
  await anna.completeTask({ id: part.id });
  expect(await anna.completeTask({ id })).toMatchObject({ status: TaskStatus.TASK_STATUS_COMPLETED });
});

test('a task that follows its subtasks has their last deadline, and is completed with them, up the whole tree', async () => {
  const anna = await as('anna');
  const set = async (title: string, more: Partial<Task>) =>
    (await anna.createTask(request({ title, assignee: 'anna', ...more }))).id;
  const root = await set('Fair', { completesWithSubtasks: true, deadlineFollowsSubtasks: true });
  const middle = await set('Stand', { parent: root, completesWithSubtasks: true });
  const deadline = new Date('2027-01-10T12:00:00Z');
  const leaf = await set('Posters', { parent: middle, deadline });
  await until(
    'the deadline has followed',
    async () => (await anna.getTask({ id: root })).deadline?.getTime() === deadline.getTime(),
  );
  expect((await anna.getTask({ id: root })).deadlineMoves).toBe(0);
  await anna.completeTask({ id: leaf });
  await until(
    'the whole tree is completed',
    async () => (await anna.getTask({ id: root })).status === TaskStatus.TASK_STATUS_COMPLETED,
  );
  const { entries } = await anna.listTaskHistory({ id: root });
  expect(entries[0]).toMatchObject({ action: 'completed', actor: { user: '', automation: 'tasks/composite' } });
});

test('a checklist is ticked off by those who work on the task', async () => {
  const anna = await as('anna');
  const { id } = await anna.createTask(request({ title: 'Trip', assignee: 'daria' }));
  await anna.addChecklistItem({ task: id, text: 'Tickets', assignee: 'boris' });
  await anna.addChecklistItem({ task: id, text: 'Hotel', before: 1 });
  const ticked = await (await as('daria')).updateChecklistItem({ task: id, item: { id: 1, done: true } });
  expect(ticked.coExecutors).toEqual(['u:boris']);
  expect(ticked.checklist.map(({ text, done, doneBy }) => [text, done, doneBy])).toEqual([
    ['Hotel', false, ''],
    ['Tickets', true, 'daria'],
  ]);
  const untick = { task: id, item: { id: 1, done: false }, updateMask: ['done'] };
  expect((await anna.updateChecklistItem(untick)).checklist[1]).toMatchObject({ done: false, doneAt: undefined });
  await expect((await as('chen')).updateChecklistItem(untick)).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  const { tasks: found } = await anna.listTasks({ q: 'hotels' });
  expect(found.map((task) => task.id)).toContain(id);
});

test('a verb that says something is done once for one request id, with its comment', async () => {
  const anna = await as('anna');
  const { id } = await anna.createTask(request({ title: 'Once more', assignee: 'boris' }));
  const boris = await as('boris');
  const decline = () => boris.declineTask({ id, text: 'No time', requestId: 'decline-1' });
  await Promise.all([decline(), decline()]);
  await decline();
  expect((await anna.listComments({ task: id })).comments).toHaveLength(1);
  expect(await anna.returnTask({ id, text: 'Please do' })).toMatchObject({
    status: TaskStatus.TASK_STATUS_PENDING,
    version: 3,
    commentCount: 2,
  });
});

test('lists are filtered, searched by word forms and paged', async () => {
  const chen = await as('chen');
  for (const title of ['Подготовить отчёты', 'Отчёт для банка', 'Позвонить клиенту'])
    await chen.createTask(request({ title, assignee: 'chen', tags: ['paging'] }));
  const found = await chen.listTasks({ q: 'отчетом' });
  expect(found.tasks.map(({ title }) => title).sort()).toEqual(['Отчёт для банка', 'Подготовить отчёты']);
  const first = await chen.listTasks({ filter: '"paging" in tags && status == "pending"', orderBy: 'title asc', pageSize: 2 });
  const rest = await chen.listTasks({
    filter: '"paging" in tags && status == "pending"',
    orderBy: 'title asc',
    pageSize: 2,
    pageToken: first.nextPageToken,
  });
  expect([...first.tasks, ...rest.tasks].map(({ title }) => title)).toEqual([
    'Отчёт для банка',
    'Подготовить отчёты',
    'Позвонить клиенту',
  ]);
  expect(rest.nextPageToken).toBe('');
  await expect(chen.listTasks({ filter: 'secret == 1' })).rejects.toMatchObject({ reason: 'FILTER' });
});

test('every change of a task arrives on Kafka once and in order', async () => {
  const anna = await as('anna');
  const { id } = await anna.createTask(request({ title: 'Told', assignee: 'boris' }));
  await anna.createComment({ task: id, text: 'Hello' });
  await anna.deleteTask({ id });
  await anna.restoreTask({ id });

  const actions: string[] = [];
  const consumer = process.chassis.bus.kafka.consumer({ groupId: `${process.settings.topicPrefix}reader` });
  await consumer.connect();
  await consumer.subscribe({ topics: [process.chassis.bus.topic('tasks')], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const event = busEvent(message.headers, message.value);
      if (event?.subject === String(id)) actions.push(event.action);
    },
  });
  await until('four events', () => actions.length >= 4);
  await consumer.disconnect();
  expect(actions).toEqual(['created', 'commented', 'deleted', 'restored']);
});

test('who sees everything may order by every field that can be ordered by, and hears where no index serves', async () => {
  const admin = await as('anna', ['admin']);
  for (const field of ['id', 'deadline', 'priority', 'created_at', 'changed_at', 'title', 'status'])
    for (const direction of ['asc', 'desc']) await admin.listTasks({ orderBy: `${field} ${direction}`, pageSize: 1 });
  await expect(admin.listTasks({ orderBy: 'title asc, priority desc' })).rejects.toMatchObject({ reason: 'ORDER_BY' });
});
