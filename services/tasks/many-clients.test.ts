import { env } from 'node:process';
import { Status } from 'nice-grpc-common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HistoryEntry } from '../../gen/atrium/common/v1/common.js';
import { RatingValue, Task, TaskServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import { Refusal } from '../../kit/errors.js';
import { jsonEncoder } from '../../kit/proto-json.js';
import { messageNamed } from '../../kit/registry.js';
import { testProcess, type TestProcess } from '../../tests/process.js';
import { randomOf } from '../../kit/random.js';
import { tasks } from './service.js';

const CLIENTS = 20;
const TASKS = 10;
/** With 10000 it takes minutes; the same happens with fewer. */
const ACTIONS = Number(env.ATRIUM_TEST_ACTIONS ?? 2_000);

const people = Array.from({ length: CLIENTS }, (_, index) => `p${index}`);
const company = {
  departments: [{ id: 1, name: 'Company', parent: 0, head: 'p0', deputies: [] }],
  people: people.map((id) => ({ id, departments: [1] })),
};

let process: TestProcess;

beforeAll(async () => {
  process = await testProcess([tasks], { company });
});
afterAll(() => process.stop());

type Client = Awaited<ReturnType<typeof clientOf>>;
const clientOf = (user: string) => process.as(TaskServiceDefinition, user);
type Random = ReturnType<typeof randomOf>;
type Target = { id: number; expectedVersion: number };

/** What each action that a task offers is asked with. */
const calls: Record<string, (client: Client, target: Target, random: Random, task: Task) => Promise<unknown>> = {
  update: (client, { id, expectedVersion }, random) =>
    client.updateTask({
      task: Task.fromPartial({
        id,
        title: `Title ${random.between(0, 999)}`,
        tags: [`t${random.between(0, 4)}`],
        estimateSeconds: random.between(0, 8) * 600,
        observers: random.pick([[], ['d:1'], [`u:${random.pick(people)}`]]),
        completesWithSubtasks: random.chance(1 / 2),
      }),
      updateMask: random.pick([['title'], ['tags', 'estimate_seconds'], ['observers'], ['completes_with_subtasks', 'title']]),
      expectedVersion,
    }),
  delegate: (client, target, random) => client.delegateTask({ ...target, assignee: random.pick(people) }),
  see: (client, target) => client.seeTask(target),
  start: (client, target) => client.startTask(target),
  pause: (client, target) => client.pauseTask(target),
  complete: (client, target) => client.completeTask(target),
  accept: (client, target) => client.acceptTask({ ...target, rating: RatingValue.RATING_VALUE_POSITIVE }),
  return: (client, target) => client.returnTask({ ...target, text: 'Not yet' }),
  defer: (client, target) => client.deferTask(target),
  resume: (client, target) => client.resumeTask(target),
  decline: (client, target) => client.declineTask({ ...target, text: 'Not mine' }),
  hand_over: (client, target) => client.handOverTask({ ...target, text: 'A draft' }),
  react: (client, target, random) => client.reactToTask({ ...target, text: 'Go on', deadline: dayOf(random) }),
  rate: (client, target) => client.rateTask({ ...target, rating: RatingValue.RATING_VALUE_NEGATIVE, text: 'Late' }),
  move_deadline: (client, target, random) => client.moveDeadline({ ...target, deadline: dayOf(random), text: 'So' }),
  propose_deadline: (client, target, random) => client.proposeDeadline({ ...target, deadline: dayOf(random), text: 'So' }),
  accept_deadline: (client, target) => client.acceptDeadline(target),
  refuse_deadline: (client, target) => client.refuseDeadline({ ...target, text: 'No' }),
  checklist: (client, { id, expectedVersion }, random, task) => {
    const item = task.checklist[random.between(0, task.checklist.length)];
    if (!item || (random.chance(1 / 3) && task.checklist.length < 20))
      return client.addChecklistItem({ task: id, expectedVersion, text: `Step ${random.between(0, 99)}` });
    if (random.chance(1 / 4)) return client.removeChecklistItem({ task: id, expectedVersion, id: item.id });
    return client.updateChecklistItem({
      task: id,
      expectedVersion,
      item: { id: item.id, done: !item.done },
      updateMask: ['done'],
    });
  },
  comment: (client, { id }, random) => client.createComment({ task: id, text: `Said ${random.between(0, 999)}` }),
  watch: (client, target) => client.watchTask(target),
  unwatch: (client, target) => client.unwatchTask(target),
  delete: (client, target) => client.deleteTask(target),
  restore: (client, target) => client.restoreTask(target),
};

const dayOf = (random: Random): Date => new Date(Date.UTC(2027, 0, 1 + random.between(0, 59)));

/** What may be answered where others are faster: everything else is a fault. */
const expected = new Set([
  Status.ABORTED,
  Status.PERMISSION_DENIED,
  Status.FAILED_PRECONDITION,
  Status.INVALID_ARGUMENT,
  Status.NOT_FOUND,
]);

const encode = jsonEncoder(messageNamed('atrium.tasks.v1.Task'));
const unsaid = new Set([
  'version',
  'changedAt',
  'allowedActions',
  'ancestors',
  'position',
  'rollup',
  'spentSeconds',
  'explanationDue',
]);
type Fields = Record<string, unknown>;
const contentOf = (task: Task): Fields =>
  Object.fromEntries(Object.entries(encode(Task.encode(task).finish())).filter(([name]) => !unsaid.has(name)));
const camelCase = (path: string): string => path.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function withField(state: Fields, name: string, value: unknown): Fields {
  const others = Object.fromEntries(Object.entries(state).filter(([each]) => each !== name));
  return value === undefined || value === null ? others : { ...others, [name]: value };
}

test('thousands of actions of twenty people on ten tasks at once: the history of each replays to what is stored', {
  timeout: 300_000,
}, async () => {
  const clients = await Promise.all(people.map(clientOf));
  const known = new Map<number, Task>();
  for (let index = 0; index < TASKS; index++) {
    const creator = clients[index];
    const task = Task.fromPartial({
      title: `Task ${index}`,
      assignee: people[index + TASKS],
      coExecutors: index % 2 ? ['d:1'] : [],
      observers: ['d:1'],
      acceptance: index % 3 === 0,
      deadlineMovable: index % 4 === 0,
    });
    const created = await creator?.createTask({ task });
    if (created) known.set(created.id, created);
  }
  const ids = [...known.keys()];
  const outcomes = new Map<string, number>();
  const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);

  await Promise.all(
    clients.map(async (client, index) => {
      const random = randomOf(index + 1);
      for (let done = 0; done < ACTIONS / CLIENTS; done++) {
        const id = random.pick(ids);
        try {
          const task = await client.getTask({ id });
          const offered = task.allowedActions.filter((name) => calls[name]);
          if (offered.length === 0) continue;
          const action = random.pick(offered);
          await calls[action]?.(client, { id, expectedVersion: random.chance(1 / 2) ? task.version : 0 }, random, task);
          count(action);
        } catch (error) {
          if (!(error instanceof Refusal) || !expected.has(error.code)) throw error;
          count(error.reason);
        }
      }
    }),
  );

  // Most of it was done, and people did come in each other's way.
  const doneAtAll = Object.keys(calls).reduce((sum, action) => sum + (outcomes.get(action) ?? 0), 0);
  expect(doneAtAll).toBeGreaterThan(ACTIONS / 3);
  expect(outcomes.get('STALE_VERSION')).toBeGreaterThan(0);

  const [watcher] = clients;
  if (!watcher) throw new Error('There is a first client.');
  for (const [id, begun] of known) {
    const entries = (await historyOf(watcher, id)).reverse();
    const stored = await watcher.getTask({ id });
    expect(entries.map(({ version }) => version)).toEqual(Array.from({ length: stored.version }, (_, index) => index + 1));
    let state = contentOf(begun);
    for (const { changes } of entries)
      for (const { path, before, after } of changes) {
        const name = camelCase(path);
        expect(state[name]).toEqual(before ?? undefined);
        state = withField(state, name, after);
      }
    expect(state).toEqual(contentOf(stored));
  }
});

async function historyOf(client: Client, id: number): Promise<HistoryEntry[]> {
  const found: HistoryEntry[] = [];
  let pageToken = '';
  do {
    const page = await client.listTaskHistory({ id, pageSize: 500, pageToken });
    found.push(...page.entries);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return found;
}
