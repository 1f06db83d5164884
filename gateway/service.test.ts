import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { uuidv7 } from '../kit/events.js';
import { listening } from '../tests/listening.js';
import { type TestProcess, testProcess, until } from '../tests/process.js';
import { gateway } from './service.js';

let running: TestProcess;
let url: string;
let token: string;
let isStopped = false;

beforeAll(async () => {
  running = await testProcess([gateway], { env: { ATRIUM_WEB_ROOT: 'no/such/folder' } });
  url = `http://127.0.0.1:${running.settings.port}`;
  token = await running.issuer.token({ sub: 'anna', roles: ['admin'] });
});
afterAll(async () => {
  if (!isStopped) await running.stop();
});

test('a request goes through to the service that answers it, and is counted by its route', async () => {
  const response = await fetch(`${url}/v1/roles?pageSize=10`, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ roles: [{ id: 'admin' }, { id: 'employee' }, { id: 'guest' }] });
  const counted = async () => (await fetch(`http://127.0.0.1:${running.settings.adminPort}/metrics`)).text();
  await until('it is counted', async () =>
    (await counted()).includes('atrium_http_requests_total{route="/v1/roles",method="GET",status="200"} 1'),
  );
});

test('a process whose port is taken says so', async () => {
  const server = createServer();
  const { port, close } = await listening(server);
  await expect(testProcess([gateway], { issuer: running.issuer, env: { ATRIUM_PORT: String(port) } })).rejects.toThrow(
    `Port ${port} is in use; set ATRIUM_PORT to a free one.`,
  );
  await close();
});

test('a process that stops serves on for a while, and asks clients to use other connections', async () => {
  const env = { ATRIUM_WEB_ROOT: 'no/such/folder', ATRIUM_SHUTDOWN_DELAY_SECONDS: '2' };
  const leaving = await testProcess([gateway], { issuer: running.issuer, env });
  const ask = () =>
    fetch(`http://127.0.0.1:${leaving.settings.port}/v1/roles`, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).headers.get('connection')).toBe('keep-alive');
  const stopped = leaving.stop();
  const last = await ask();
  expect(last.status).toBe(200);
  expect(last.headers.get('connection')).toBe('close');
  await stopped;
});

test('what happens is heard over the socket, until the process says goodbye', { timeout: 60_000 }, async () => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/socket`);
  const message = z.looseObject({ type: z.string() });
  const heard: z.output<typeof message>[] = [];
  const told = (type: string) => heard.find((one) => one.type === type);
  socket.on('message', (data: Buffer) => heard.push(message.parse(JSON.parse(data.toString()))));
  socket.on('open', () => socket.send(JSON.stringify({ type: 'authenticate', token })));
  await until('anna is let in', () => told('ready') !== undefined);

  const { bus } = running.chassis;
  const headers = {
    ce_id: uuidv7(),
    ce_specversion: '1.0',
    ce_source: '/atrium/tasks',
    ce_type: 'atrium.tasks.task.completed.v1',
    ce_subject: '42',
    ce_time: new Date().toISOString(),
    version: '7',
    audience: 'u:anna,d:2',
  };
  await bus.send(bus.topic('tasks'), [{ key: '42', value: '{}', headers }]);
  const changed = { type: 'changed', kind: 'task', id: '42', version: 7, action: 'completed' };
  await until('anna hears of the task', () => told('changed') !== undefined);
  expect(told('changed')).toEqual(changed);

  const closed = new Promise((resolve) => socket.once('close', resolve));
  isStopped = true;
  await running.stop();
  expect(await closed).toBe(1012);
  expect(JSON.stringify(heard.at(-1))).toMatch(/^{"type":"bye","position":".*tasks:[01.]+;/);
  await expect(fetch(url)).rejects.toThrow();
});
