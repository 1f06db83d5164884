import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import { until } from '../process.js';
import { textOf } from '../socket.js';
import { layouts, startSystem, type System } from './system.js';

describe.each(Object.entries(layouts))('%s', (_, targets) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem(targets);
  });
  afterAll(() => system.stop());

  test('a task goes from one person to another, live, with its history, notification and events', async () => {
    const anna = await system.as('anna');
    const boris = await system.as('boris');
    const heard = await listen(system, boris.token);

    const created = await anna.send('POST', '/v1/tasks', { title: 'Позвонить в банк', assignee: boris.id });
    expect(created.status).toBe(200);
    expect(created.headers.get('etag')).toBe('"1"');
    const { id } = created.json;
    await until('the task appears on the socket of boris', () =>
      heard().some((message) => message.kind === 'task' && message.id === id),
    );

    const path = `/v1/tasks/${id}`;
    const seen = await boris.send('GET', path);
    expect(seen.json).toMatchObject({ status: 'TASK_STATUS_NEW' });
    expect(seen.json.allowedActions).toEqual(expect.arrayContaining(['see', 'start', 'complete']));
    expect((await boris.send('POST', `${path}/comments`, { text: 'Сделаю сегодня' })).status).toBe(200);
    expect((await boris.send('POST', `${path}:complete`, {})).json.status).toBe('TASK_STATUS_COMPLETED');

    const { json: history } = await anna.send('GET', `${path}/history`);
    expect(history.entries.map(({ action }) => action)).toEqual(['completed', 'commented', 'created']);
    await until('boris is notified once', async () => {
      const { json } = await boris.send('GET', '/v1/notifications');
      const about = json.notifications.filter(({ subjectId }) => subjectId === id);
      return about.length === 1 && about[0]?.kind === 'KIND_TASK_ASSIGNED';
    });

    const told = async () => (await eventsOf(system, id)).map((event) => event.action);
    expect(await told()).toEqual(['created', 'commented', 'completed']);
    expect(await told()).toEqual(['created', 'commented', 'completed']);
  });

  test('what one may not see is not there, and what one may not do is denied', async () => {
    const anna = await system.as('anna');
    const yuna = await system.as('yuna');
    const { json: task } = await anna.send('POST', '/v1/tasks', { title: 'Secret', assignee: anna.id });
    expect((await yuna.send('GET', `/v1/tasks/${task.id}`)).status).toBe(404);
    expect((await yuna.send('POST', `/v1/tasks/${task.id}:complete`, {})).status).toBe(404);
    expect((await yuna.send('PATCH', '/v1/company', { name: 'Mine' })).status).toBe(403);
  });

  test('a repeated key gives the same task, and a stale version is refused', async () => {
    const anna = await system.as('anna');
    const once = () => anna.send('POST', '/v1/tasks', { title: 'Once', assignee: anna.id }, { 'idempotency-key': 'system-1' });
    const [first, second] = [await once(), await once()];
    expect(second.json.id).toBe(first.json.id);
    const rename = () => anna.send('PATCH', `/v1/tasks/${first.json.id}`, { title: 'Twice' }, { 'if-match': '"1"' });
    expect((await rename()).status).toBe(200);
    expect((await rename()).status).toBe(412);
  });

  test('a moved person is followed: the new head sees their tasks, and the former one no longer does', async () => {
    const anna = await system.as('anna');
    const [boris, yuna, chen] = await Promise.all(['boris', 'yuna', 'chen'].map(system.as));
    if (!boris || !yuna || !chen) throw new Error('Three people are signed in.');
    const department = async (name: string, head: string) => (await anna.send('POST', '/v1/departments', { name, head })).json.id;
    const [sales, engineering] = [await department('Sales', boris.id), await department('Engineering', yuna.id)];
    const place = (where: string) => anna.send('PATCH', `/v1/employees/${chen.id}`, { departments: [where] });
    expect((await place(sales)).status).toBe(200);
    const sees = async (who: typeof boris, id: string) => (await who.send('GET', `/v1/tasks/${id}`)).status === 200;

    // The services learn of the department by its event, so a task set at once may not know it yet: it is brought up to date.
    const { json: task } = await chen.send('POST', '/v1/tasks', { title: 'Mine', assignee: chen.id });
    await until('boris sees what chen does', () => sees(boris, task.id));
    await place(engineering);
    await until('yuna sees it instead', async () => (await sees(yuna, task.id)) && !(await sees(boris, task.id)));
  });
});

const Frame = z.object({ type: z.string(), kind: z.string().optional(), id: z.string().optional() });

/** Opens a socket as the person; gives what it has heard so far. */
async function listen(system: System, token: string): Promise<() => z.infer<typeof Frame>[]> {
  const heard: z.infer<typeof Frame>[] = [];
  const socket = new WebSocket(`${system.apiUrl.replace('http', 'ws')}/v1/socket`);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('message', (data) => heard.push(Frame.parse(JSON.parse(textOf(data)))));
  socket.send(JSON.stringify({ type: 'authenticate', token }));
  await until('the socket is ready', () => heard.some((message) => message.type === 'ready'));
  return () => heard;
}

const Told = z.object({ action: z.string() });

/** All events of a task that Kafka has, read from the beginning by a consumer of its own. */
async function eventsOf(system: System, id: string): Promise<{ action: string; id: string }[]> {
  const kafka = new Kafka({ brokers: (process.env.KAFKA_BROKERS ?? '').split(','), logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `${system.topic('tasks')}.${crypto.randomUUID()}` });
  const events: { action: string; id: string }[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [system.topic('tasks')], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      if (message.key?.toString() !== id) return;
      events.push({ ...Told.parse(JSON.parse(String(message.value))), id: String(message.headers?.ce_id) });
    },
  });
  await until('three events', () => events.length >= 3);
  await consumer.disconnect();
  return events;
}
