import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Task, TaskServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import { testProcess, type TestProcess } from '../../tests/process.js';
import { tasks } from './service.js';

let process: TestProcess;

beforeAll(async () => {
  process = await testProcess([tasks]);
});
afterAll(() => process.stop());

const as = (user: string) => process.as(TaskServiceDefinition, user);
const request = (task: Partial<Task>) => ({ task: Task.fromPartial({ assignee: 'anna', ...task }) });

/** The titles of the subtasks at every level, as a plan shows them. */
async function outline(root: number): Promise<string[]> {
  const anna = await as('anna');
  const found: Task[] = [];
  let pageToken = '';
  do {
    const page = await anna.listTasks({ filter: `${root} in ancestors`, orderBy: 'id asc', pageSize: 500, pageToken });
    found.push(...page.tasks);
    pageToken = page.nextPageToken;
  } while (pageToken);
  const below = (parent: number, depth: number): string[] =>
    found
      .filter((task) => task.parent === parent)
      .toSorted((one, other) => one.position - other.position || one.id - other.id)
      .flatMap((task) => [`${'-'.repeat(depth)}${task.title}`, ...below(task.id, depth + 1)]);
  return below(root, 0);
}

async function project(): Promise<number> {
  return (await (await as('anna')).createTask(request({ title: 'Project' }))).id;
}

test('many tasks are set at once, as parts of each other and in their order', async () => {
  const anna = await as('anna');
  const root = await project();
  const last = await anna.createTask(request({ title: 'Last', parent: root }));
  const { tasks: created } = await anna.batchCreateTasks({
    requests: [
      request({ title: 'Design', parent: root }),
      { ...request({ title: 'Sketch' }), parentIndex: 1 },
      { ...request({ title: 'Model' }), parentIndex: 1 },
      { ...request({ title: 'Clay' }), parentIndex: 3 },
      request({ title: 'Build', parent: root }),
    ],
    before: last.id,
  });
  expect(created.map(({ title, version }) => [title, version])).toEqual(
    ['Design', 'Sketch', 'Model', 'Clay', 'Build'].map((title) => [title, 1]),
  );
  expect(created[3]?.ancestors).toEqual([root, created[0]?.id, created[2]?.id]);
  await expect(outline(root)).resolves.toEqual(['Design', '-Sketch', '-Model', '--Clay', 'Build', 'Last']);
  await expect(anna.getTask({ id: root })).resolves.toMatchObject({ rollup: { subtasks: 6 } });
});

test('a batch is set wholly or not at all, and once', async () => {
  const anna = await as('anna');
  const root = await project();
  const rows = [request({ title: 'One', parent: root }), request({ title: 'Two', parent: root, assignee: 'nobody' })];
  await expect(anna.batchCreateTasks({ requests: rows })).rejects.toMatchObject({ reason: 'UNKNOWN_PERSON' });
  await expect(anna.batchCreateTasks({ requests: [{ ...request({ title: 'One' }), parentIndex: 1 }] })).rejects.toMatchObject({
    reason: 'UNKNOWN_PARENT_INDEX',
  });
  await expect(outline(root)).resolves.toEqual([]);

  const once = { requests: [request({ title: 'One', parent: root }), request({ title: 'Two', parent: root })], requestId: 'b-1' };
  const answers = await Promise.all([anna.batchCreateTasks(once), anna.batchCreateTasks(once)]);
  const ids = answers.map((answer) => answer.tasks.map(({ id }) => id));
  expect(ids[0]).toEqual(ids[1]);
  await expect(outline(root)).resolves.toEqual(['One', 'Two']);
});

test('of many changes each is made or refused by itself', async () => {
  const anna = await as('anna');
  const root = await project();
  const { tasks: rows } = await anna.batchCreateTasks({
    requests: ['One', 'Two', 'Three'].map((title) => request({ title, parent: root })),
  });
  const [one, two, three] = rows.map(({ id }) => id);
  await anna.updateTask({ task: Task.fromPartial({ id: two, tags: ['seen'] }), updateMask: ['tags'] });
  const change = (id: number | undefined, title: string) => ({
    task: Task.fromPartial({ id, title }),
    updateMask: ['title'],
    expectedVersion: 1,
  });
  const batch = { requests: [change(one, 'First'), change(two, 'Second'), change(three, ' ')], requestId: 'b-2' };
  const { results } = await anna.batchUpdateTasks(batch);
  expect(results).toMatchObject([
    { task: { title: 'First', version: 2 } },
    { error: { code: 10, reason: 'STALE_VERSION' } },
    { error: { code: 3, reason: 'TITLE_REQUIRED' } },
  ]);
  const again = await anna.batchUpdateTasks(batch);
  expect(again.results[0]).toMatchObject({ task: { title: 'First', version: 2 } });
  await expect(outline(root)).resolves.toEqual(['First', 'Two', 'Three']);
  await expect(anna.batchUpdateTasks({ requests: [change(one, 'A'), change(one, 'B')] })).rejects.toMatchObject({
    reason: 'TASK_TWICE',
  });
});

test('a task is moved with all below it, and not into itself', async () => {
  const anna = await as('anna');
  const root = await project();
  const { tasks: rows } = await anna.batchCreateTasks({
    requests: [
      request({ title: 'A', parent: root }),
      { ...request({ title: 'B' }), parentIndex: 1 },
      { ...request({ title: 'C' }), parentIndex: 2 },
      request({ title: 'D', parent: root }),
    ],
  });
  const [a = 0, b = 0, c = 0, d = 0] = rows.map(({ id }) => id);
  const moved = await anna.moveTask({ id: b, parent: root, before: a, expectedVersion: 1 });
  expect(moved).toMatchObject({ parent: root, version: 2, ancestors: [root] });
  await expect(outline(root)).resolves.toEqual(['B', '-C', 'A', 'D']);
  await expect(anna.moveTask({ id: b, parent: c })).rejects.toMatchObject({ reason: 'PARENT_CYCLE' });
  await expect(anna.moveTask({ id: d, parent: root, before: c })).rejects.toMatchObject({ reason: 'UNKNOWN_SIBLING' });
  await expect(anna.moveTask({ id: d, parent: root, before: d })).rejects.toMatchObject({ reason: 'UNKNOWN_SIBLING' });
  await expect((await as('boris')).moveTask({ id: d, parent: a })).rejects.toMatchObject({ reason: 'UNKNOWN_PARENT' });
  await expect(outline(root)).resolves.toEqual(['B', '-C', 'A', 'D']);
  const copy = await anna.copyTask({ id: root, subtasks: true });
  await expect(outline(copy.id)).resolves.toEqual(['B', '-C', 'A', 'D']);
});

test('however siblings are moved, they stand where they were put', async () => {
  const anna = await as('anna');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(5), fc.nat(6)), { minLength: 20, maxLength: 25 }), async (moves) => {
      const root = await project();
      const titles = ['0', '1', '2', '3', '4', '5'];
      const { tasks: rows } = await anna.batchCreateTasks({ requests: titles.map((title) => request({ title, parent: root })) });
      const model = rows.map(({ id, title }) => ({ id, title }));
      for (const [from, to] of moves) {
        const [moving] = model.splice(from, 1);
        if (!moving) continue;
        await anna.moveTask({ id: moving.id, parent: root, before: model[to]?.id ?? 0 });
        model.splice(Math.min(to, model.length), 0, moving);
      }
      await expect(outline(root)).resolves.toEqual(model.map(({ title }) => title));
    }),
    { numRuns: 2 },
  );
});

test('one place is asked for more often than there is room, also by several at once', async () => {
  const anna = await as('anna');
  const root = await project();
  const { id: last } = await anna.createTask(request({ title: 'last', parent: root }));
  const titles = Array.from({ length: 24 }, (_, index) => `t${index}`);
  for (const title of titles) await anna.batchCreateTasks({ requests: [request({ title, parent: root })], before: last });
  await expect(outline(root)).resolves.toEqual([...titles, 'last']);
  await Promise.all(
    titles.slice(0, 5).map((title) => anna.batchCreateTasks({ requests: [request({ title, parent: root })], before: last })),
  );
  const order = await outline(root);
  expect(order).toHaveLength(30);
  expect(order.at(-1)).toBe('last');
});
