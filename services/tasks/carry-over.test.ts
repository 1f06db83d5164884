import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommentKind, Task, TaskServiceDefinition, TaskStatus } from '../../gen/atrium/tasks/v1/tasks.js';
import { testProcess, type TestProcess } from '../../tests/process.js';
import { tasks } from './service.js';

let process: TestProcess;

beforeAll(async () => {
  process = await testProcess([tasks]);
});
afterAll(() => process.stop());

const as = (user: string) => process.as(TaskServiceDefinition, user);
const deadline = new Date('2027-03-01T17:00:00Z');
const tomorrow = new Date('2027-03-02T17:00:00Z');

async function call(change: Partial<Task> = {}): Promise<Task> {
  const task = Task.fromPartial({
    title: 'Call the list',
    assignee: 'boris',
    observers: ['u:chen'],
    tags: ['sales'],
    deadline,
    estimateSeconds: 7200,
    deadlineMovable: true,
    acceptance: true,
    ...change,
  });
  return (await as('anna')).createTask({ task });
}

test('what is left of a task goes on as its next part, for the same people and in the same place', async () => {
  const anna = await as('anna');
  const boris = await as('boris');
  const { id: parent } = await anna.createTask({ task: Task.fromPartial({ title: 'Sales', assignee: 'anna' }) });
  const { id } = await call({ parent });
  for (const text of ['A to M', 'N to Z']) await anna.addChecklistItem({ task: id, text });
  await boris.updateChecklistItem({ task: id, item: { id: 1, done: true } });
  await boris.startTask({ id });

  const second = await boris.carryOverTask({ id, deadline: tomorrow, estimateSeconds: 3600, text: 'Half of it' });
  expect(second).toMatchObject({
    title: 'Call the list',
    creator: 'anna',
    assignee: 'boris',
    observers: ['u:chen'],
    tags: ['sales'],
    status: TaskStatus.TASK_STATUS_PENDING,
    deadline: tomorrow,
    deadlineMoves: 0,
    estimateSeconds: 3600,
    acceptance: true,
    parent,
    ancestors: [parent],
    checklist: [{ text: 'N to Z', done: false }],
    part: 2,
    firstPart: id,
    previousPart: id,
    nextPart: 0,
  });
  await expect(boris.getTask({ id })).resolves.toMatchObject({
    status: TaskStatus.TASK_STATUS_COMPLETED,
    part: 1,
    firstPart: id,
    nextPart: second.id,
    commentCount: 1,
  });
  const { comments } = await anna.listComments({ task: id });
  expect(comments).toMatchObject([{ text: 'Half of it', kind: CommentKind.COMMENT_KIND_CARRY_OVER, author: 'boris' }]);

  const third = await boris.carryOverTask({ id: second.id, deadline: new Date('2027-03-03T17:00:00Z') });
  expect(third).toMatchObject({ part: 3, firstPart: id, previousPart: second.id, estimateSeconds: 3600 });
  const chain = await anna.listTasks({ filter: `first_part == ${id}`, orderBy: 'id asc' });
  expect(chain.tasks.map((task) => task.part)).toEqual([1, 2, 3]);
});

test('a part that was carried over does not come back to life beside its next one', async () => {
  const boris = await as('boris');
  const { id } = await call();
  await boris.carryOverTask({ id, deadline: tomorrow });
  await boris.createComment({ task: id, text: 'By the way' });
  const anna = await as('anna');
  const part = await anna.getTask({ id });
  expect(part.status).toBe(TaskStatus.TASK_STATUS_COMPLETED);
  expect(part.allowedActions).not.toContain('return');
  await expect(boris.carryOverTask({ id, deadline: tomorrow })).rejects.toMatchObject({ reason: 'DENIED' });
});

test('a hard deadline is not moved by carrying over, and open subtasks are not left behind', async () => {
  const boris = await as('boris');
  const { id } = await call({ deadlineMovable: false });
  await expect(boris.carryOverTask({ id, deadline: tomorrow })).rejects.toMatchObject({ reason: 'DEADLINE_HARD' });
  await expect(boris.carryOverTask({ id })).rejects.toMatchObject({ reason: 'DEADLINE_HARD' });
  const subtask = await boris.createTask({ task: Task.fromPartial({ title: 'A part', assignee: 'boris', parent: id }) });
  await expect(boris.carryOverTask({ id, deadline })).rejects.toMatchObject({ reason: 'SUBTASKS_OPEN' });
  await boris.completeTask({ id: subtask.id });
  await expect(boris.carryOverTask({ id, deadline })).resolves.toMatchObject({ part: 2, deadline });
});

test('a repeated request carries over once', async () => {
  const boris = await as('boris');
  const { id } = await call();
  const once = { id, deadline: tomorrow, requestId: 'c-1' };
  const [first, second] = await Promise.all([boris.carryOverTask(once), boris.carryOverTask(once)]);
  expect(second.id).toBe(first.id);
  const { tasks: chain } = await boris.listTasks({ filter: `first_part == ${id}` });
  expect(chain).toHaveLength(2);
});
