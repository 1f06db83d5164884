import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { Task, TaskServiceDefinition } from '../gen/atrium/tasks/v1/tasks.js';
import { follow } from '../tests/bus.js';
import { testProcess, until } from '../tests/process.js';
import { busEvent } from './bus.js';
import type { Service } from './chassis.js';
import { noteStore } from './note.testing.js';

const { createTask, getTask } = TaskServiceDefinition.methods;
const writing = { ...TaskServiceDefinition, methods: { createTask } } as const;
const definition = { ...TaskServiceDefinition, methods: { createTask, getTask } } as const;

/** A service of two methods, as small as one can be. */
const notes: Service = (chassis) => {
  const store = chassis.store('tasks');
  const all = noteStore(store);
  const next = store.ids('note');
  chassis.serve(definition, {
    async createTask({ task }, context) {
      const { _id, title } = await all.create(context, {
        _id: await next(),
        title: task?.title ?? '',
        owner: context.actor.id,
        done: false,
      });
      return Task.fromPartial({ id: _id, title });
    },
    async getTask({ id }, context) {
      const { _id, title } = await all.get(context, id);
      return Task.fromPartial({ id: _id, title });
    },
  });
};

/** Two processes of the same installation, started at the same moment on empty servers. */
async function pair(services: readonly Service[]) {
  const run = randomUUID().slice(0, 8);
  const env = { ATRIUM_DATABASE_PREFIX: `test_${run}_`, ATRIUM_TOPIC_PREFIX: `test.${run}.` };
  const processes = await Promise.all([testProcess(services, { env }), testProcess(services, { env })]);
  const [first, second] = processes;
  if (!first || !second) throw new Error('There are two of them.');
  onTestFinished(async () => {
    await first.stop();
    await second.stop();
  });
  return { first, second };
}

test('a process that is stopped in the midst of writes has kept what it acknowledged, and the other tells of it', async () => {
  const { first, second } = await pair([notes]);
  const { bus } = second.chassis;
  const { messages, stop } = await follow(bus, bus.topic('tasks'));
  onTestFinished(stop);

  const anna = await first.as(definition, 'anna');
  const acknowledged: number[] = [];
  const refused: unknown[] = [];
  let stopping: Promise<void> | undefined;
  const write = async () => {
    for (let index = 0; index < 20; index++) {
      try {
        acknowledged.push((await anna.createTask({ task: Task.fromPartial({ title: 'A', assignee: 'anna' }) })).id);
      } catch (error) {
        refused.push(error);
      }
      if (acknowledged.length === 100) stopping = first.chassis.lifecycle.stop();
    }
  };
  await Promise.all(Array.from({ length: 20 }, write));
  await stopping;
  expect(acknowledged.length).toBeGreaterThanOrEqual(100);
  for (const error of refused) expect(error).toMatchObject({ reason: 'SERVICE_AWAY' });
  expect(new Set(acknowledged).size).toBe(acknowledged.length);

  const still = await second.as(definition, 'anna');
  await expect(Promise.all(acknowledged.map((id) => still.getTask({ id })))).resolves.toHaveLength(acknowledged.length);
  await until('all are told of', () => {
    const told = new Set(messages.map(({ headers, value }) => Number(busEvent(headers, value)?.subject)));
    return acknowledged.every((id) => told.has(id));
  });
});

test('every process hears what one of them has done, and writes of both are told of', async () => {
  const heard: [string, string][] = [];
  const listen: Service = (chassis) => {
    const name = randomUUID();
    chassis.bus.broadcast(['tasks'], ({ subject }) => heard.push([name, subject]));
  };
  const { first, second } = await pair([notes, listen]);
  for (const process of [first, second])
    await (await process.as(definition, 'anna')).createTask({ task: Task.fromPartial({ title: 'A', assignee: 'anna' }) });
  await until('both have heard both', () => heard.length === 4);
  expect(new Set(heard.map(([name]) => name)).size).toBe(2);
  expect(new Set(heard.map(([, subject]) => subject)).size).toBe(2);
});

test('a write whose caller gives up while it is made leaves nothing behind, and one that has come before is there', async () => {
  let inHand = 0;
  let ended: unknown;
  const slow: Service = (chassis) => {
    const all = noteStore(chassis.store('tasks'));
    chassis.serve(writing, {
      async createTask({ task }, context) {
        const note = { _id: Number(task?.title), title: '', owner: context.actor.id, done: false };
        const given = new Promise<void>((resolve) => {
          context.signal.addEventListener('abort', () => resolve());
        });
        const write = async () => {
          inHand += 1;
          if (inHand > 1) await given;
        };
        const { _id } = await all.create(context, note, { write }).catch((error: unknown) => {
          ended = error;
          throw error;
        });
        return Task.fromPartial({ id: _id });
      },
    });
  };
  const process = await testProcess([slow]);
  onTestFinished(process.stop);
  const anna = await process.as(writing, 'anna');
  const create = (title: string, signal?: AbortSignal) =>
    anna.createTask({ task: Task.fromPartial({ title, assignee: 'anna' }) }, signal ? { signal } : {});
  await create('1');
  const caller = new AbortController();
  const second = create('2', caller.signal).catch((error: unknown) => error);
  await until('the second is in hand', () => inHand === 2);
  caller.abort();
  await second;
  await until('the service knows', () => ended);
  const { db } = process.chassis.store('tasks');
  expect(await db.collection<{ _id: number }>('notes').distinct('_id', { _id: { $gte: 0 } })).toEqual([1]);
});

test('health and metrics tell of a process while it runs', async () => {
  const process = await testProcess([notes]);
  onTestFinished(process.stop);
  const admin = `http://127.0.0.1:${process.settings.adminPort}`;
  expect((await fetch(`${admin}/health/ready`)).status).toBe(200);
  await (await process.as(definition, 'anna')).getTask({ id: 1 }).catch(() => undefined);
  const lines = [
    'atrium_grpc_server_handled_total{service="atrium.tasks.v1.TaskService",method="GetTask",code="NOT_FOUND"} 1',
    'atrium_outbox_unsent{service="tasks"} 0',
    'atrium_lease_held{lease="tasks/relay"} 1',
  ];
  await until('all is counted', async () => {
    const metrics = await (await fetch(`${admin}/metrics`)).text();
    return lines.every((line) => metrics.includes(line));
  });
});
