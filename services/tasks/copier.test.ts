import { afterAll, beforeAll, expect, test } from 'vitest';
import { Task, TaskServiceDefinition, TaskStatus } from '../../gen/atrium/tasks/v1/tasks.js';
import { testProcess, type TestProcess } from '../../tests/process.js';
import { tasks } from './service.js';

let process: TestProcess;

beforeAll(async () => {
  process = await testProcess([tasks]);
});
afterAll(() => process.stop());

const as = (user: string) => process.as(TaskServiceDefinition, user);
const request = (task: Partial<Task>) => ({ task: Task.fromPartial(task) });
const everything = { subtasks: true, checklists: true, people: true, comments: true, dates: true };

/** A task of Anna's with a checklist, a comment, and two subtasks below each other, of which one is done. */
async function offer() {
  const anna = await as('anna');
  const deadline = new Date('2027-03-26T17:00:00Z');
  const root = await anna.createTask(
    request({ title: 'Offer', assignee: 'boris', observers: ['d:2'], tags: ['sales'], deadline, estimateSeconds: 3600 }),
  );
  await anna.addChecklistItem({ task: root.id, text: 'Prices', assignee: 'chen' });
  await anna.updateChecklistItem({ task: root.id, item: { id: 1, done: true } });
  await anna.createComment({ task: root.id, text: 'As last year' });
  const part = await anna.createTask(request({ title: 'Draft', assignee: 'anna', parent: root.id, deadline }));
  const below = await anna.createTask(request({ title: 'Figures', assignee: 'boris', parent: part.id }));
  await anna.completeTask({ id: part.id });
  return { root, part, below };
}

const subtasks = async (user: string, id: number) =>
  (await (await as(user)).listTasks({ filter: `${id} in ancestors`, orderBy: 'id asc' })).tasks;

test('a task is copied with all that was asked for, and nothing of what has become of it', async () => {
  const { root } = await offer();
  const anna = await as('anna');
  const copy = await anna.copyTask({ id: root.id, ...everything, title: ' Offer for Kim ', shiftDays: 7 });
  expect(copy).toMatchObject({
    title: 'Offer for Kim',
    creator: 'anna',
    assignee: 'boris',
    status: TaskStatus.TASK_STATUS_NEW,
    observers: ['d:2'],
    coExecutors: ['u:chen'],
    tags: ['sales'],
    estimateSeconds: 3600,
    commentCount: 1,
    checklist: [{ text: 'Prices', done: false, assignee: 'chen', doneBy: '' }],
    rollup: { subtasks: 2, completed: 0 },
  });
  expect(copy.deadline).toEqual(copy.firstDeadline);
  expect((copy.deadline?.getTime() ?? 0) - new Date('2027-03-26T17:00:00Z').getTime()).toBeGreaterThan(6.9 * 86_400_000);
  const [draft, figures] = await subtasks('anna', copy.id);
  expect(draft).toMatchObject({ title: 'Draft', parent: copy.id, ancestors: [copy.id], status: TaskStatus.TASK_STATUS_PENDING });
  expect(figures).toMatchObject({ title: 'Figures', parent: draft?.id, ancestors: [copy.id, draft?.id] });
  const { comments } = await anna.listComments({ task: copy.id });
  expect(comments.map(({ author, text }) => [author, text])).toEqual([['anna', 'As last year']]);
  await expect(subtasks('anna', root.id)).resolves.toHaveLength(2);
});

test('without anything that was not asked for the copy stands alone, and is the own task of who made it', async () => {
  const { root } = await offer();
  const copy = await (await as('boris')).copyTask({ id: root.id });
  expect(copy).toMatchObject({
    title: 'Offer',
    creator: 'boris',
    assignee: 'boris',
    observers: [],
    checklist: [],
    commentCount: 0,
  });
  expect(copy.deadline).toBeUndefined();
  expect(copy.rollup).toBeUndefined();
});

test('a repeated request makes one copy with its subtasks once', async () => {
  const { root } = await offer();
  const anna = await as('anna');
  const once = { id: root.id, ...everything, requestId: `copy-${root.id}` };
  const [first, second] = await Promise.all([anna.copyTask(once), anna.copyTask(once)]);
  const third = await anna.copyTask(once);
  expect([second.id, third.id]).toEqual([first.id, first.id]);
  await expect(subtasks('anna', first.id)).resolves.toHaveLength(2);
});

test('a subtask that one may not see is not copied; what stands below it is, under the next above', async () => {
  const anna = await as('anna');
  const gleb = await as('gleb');
  const root = await anna.createTask(request({ title: 'Open', assignee: 'anna', observers: ['u:gleb'] }));
  const hidden = await anna.createTask(request({ title: 'Hidden', assignee: 'anna', parent: root.id }));
  await anna.createTask(request({ title: 'For Gleb', assignee: 'gleb', parent: hidden.id }));
  const copy = await gleb.copyTask({ id: root.id, subtasks: true });
  const parts = await subtasks('gleb', copy.id);
  expect(parts.map(({ title, parent }) => [title, parent])).toEqual([['For Gleb', copy.id]]);
  await expect(gleb.copyTask({ id: hidden.id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
});

test('the copy of a subtask is a part of the same task', async () => {
  const { root, part } = await offer();
  const copy = await (await as('anna')).copyTask({ id: part.id, subtasks: true });
  expect(copy).toMatchObject({ parent: root.id, ancestors: [root.id], rollup: { subtasks: 1 } });
});

test('a tree of a thousand tasks is copied before anybody gives up waiting, and a larger one is refused whole', {
  timeout: 120_000,
}, async () => {
  const anna = await as('anna');
  const root = await anna.createTask(request({ title: 'Large', assignee: 'anna' }));
  const half = await anna.createTask(request({ title: 'Half', assignee: 'anna', parent: root.id }));
  // Small trees are copied to make a large one.
  for (let index = 0; index < 9; index++)
    await anna.createTask(request({ title: `Part ${index}`, assignee: 'anna', parent: half.id }));
  for (let index = 0; index < 9; index++) await anna.copyTask({ id: half.id, subtasks: true });
  const second = await anna.copyTask({ id: root.id, subtasks: true });
  const above = await anna.createTask(request({ title: 'Above', assignee: 'anna' }));
  await anna.updateTask({ ...request({ id: second.id, parent: above.id }), updateMask: ['parent'] });
  for (let index = 0; index < 8; index++) await anna.copyTask({ id: second.id, subtasks: true });
  const { rollup } = await anna.copyTask({ id: above.id, subtasks: true });
  expect(rollup?.subtasks).toBe(9 * 101);
  await anna.copyTask({ id: second.id, subtasks: true });
  await expect(anna.copyTask({ id: above.id, subtasks: true })).rejects.toMatchObject({ reason: 'COPY_TOO_LARGE' });
});
