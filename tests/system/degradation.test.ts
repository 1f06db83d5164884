import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { busEvent } from '../../kit/bus-event.js';
import { gateway } from '../../gateway/service.js';
import { notify } from '../../services/notify/service.js';
import { tasks } from '../../services/tasks/service.js';
import { follow, kafkaPort } from '../bus.js';
import { mongoUri } from '../database.js';
import { testIssuer, type TestIssuer } from '../issuer.js';
import { freePort } from '../listening.js';
import { outageOf } from '../outage.js';
import { type TestProcess, testProcess, until } from '../process.js';
import { type Proxy, proxyTo } from '../proxy.js';

/** What docs/operations/degradation.md says, with a way to each part that can be cut. */
const AT_ONCE = 5;

// Some wait for what is measured four times a minute, or for the deadline of a request.
vi.setConfig({ testTimeout: 120_000 });

const outage = outageOf(kafkaPort());
let ways: { mongo: Proxy; tasks: Proxy; org: Proxy };
let issuer: TestIssuer;
let services: TestProcess;
let edge: TestProcess;
let anna: string;

beforeAll(async () => {
  const mongo = new URL(mongoUri());
  const grpcPort = await freePort();
  ways = {
    mongo: await proxyTo(mongo.hostname, Number(mongo.port)),
    tasks: await proxyTo('127.0.0.1', grpcPort),
    org: await proxyTo('127.0.0.1', grpcPort),
  };
  issuer = await testIssuer();
  anna = await issuer.token({ sub: 'anna' });
  const env = {
    ATRIUM_GRPC_PORT: String(grpcPort),
    ATRIUM_ORG_ADDRESS: `localhost:${ways.org.port}`,
    ATRIUM_TASKS_ADDRESS: `localhost:${ways.tasks.port}`,
    MONGODB_URI: `mongodb://127.0.0.1:${ways.mongo.port}/?directConnection=true`,
  };
  services = await outage.run(() => testProcess([tasks, notify], { issuer, env }));
  const { databasePrefix, topicPrefix } = services.settings;
  edge = await testProcess([gateway], {
    issuer,
    company: null,
    env: {
      ...env,
      ATRIUM_GRPC_PORT: String(await freePort()),
      ATRIUM_AUTH_ADDRESS: `localhost:${grpcPort}`,
      ATRIUM_NOTIFY_ADDRESS: `localhost:${grpcPort}`,
      ATRIUM_DATABASE_PREFIX: databasePrefix,
      ATRIUM_TOPIC_PREFIX: topicPrefix,
      ATRIUM_REQUESTS_AT_ONCE: String(AT_ONCE),
      ATRIUM_WEB_ROOT: 'no/such/folder',
    },
  });
});
afterAll(async () => {
  outage.restore();
  await edge.stop();
  await services.stop();
  await issuer.close();
  for (const way of Object.values(ways)) way.close();
});

const Answer = z.object({ id: z.string().default(''), reason: z.string().optional() });

async function askOnce(method: string, path: string, body?: object, token = anna) {
  const response = await fetch(`http://127.0.0.1:${edge.settings.port}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = Answer.parse(await response.json());
  return { status: response.status, ...answer, retryAfter: response.headers.get('retry-after') };
}

/** A machine that is busy for a moment turns requests away; whoever does not mean that asks again. */
const ask = (...asked: Parameters<typeof askOnce>) =>
  until('it is taken', async () => {
    const answer = await askOnce(...asked);
    return answer.reason !== 'OVERLOADED' && answer;
  });

const write = (title: string) => ask('POST', '/v1/tasks', { title, assignee: 'boris' });

const readiness = async ({ settings }: TestProcess) => {
  const response = await fetch(`http://127.0.0.1:${settings.adminPort}/health/ready`);
  return { status: response.status, text: await response.text() };
};

async function unsentFor({ settings }: TestProcess): Promise<{ count: number; seconds: number }> {
  const text = await (await fetch(`http://127.0.0.1:${settings.adminPort}/metrics`)).text();
  const figure = (name: string) => Number(new RegExp(`^${name}\\{service="tasks"\\} (\\S+)$`, 'm').exec(text)?.[1]);
  return { count: figure('atrium_outbox_unsent'), seconds: figure('atrium_outbox_oldest_seconds') };
}

test('MongoDB away: 503 at once, not ready, and all is well again by itself', async () => {
  const { id } = await write('Before');
  ways.mongo.refuse();
  onTestFinished(ways.mongo.open);
  await until('the service is not ready', async () => (await readiness(services)).status === 503);
  expect((await readiness(services)).text).toContain('MongoDB: It has no server that takes writes now.');
  expect((await readiness(edge)).status).toBe(200);
  const away = { status: 503, reason: 'STORAGE_AWAY', retryAfter: '2' };
  // Each would take three seconds if it waited for a server, and ten if it waited for the deadline.
  const twenty = Array.from({ length: 20 }, (_, index) => index);
  for (const index of twenty) expect(await (index % 2 ? write('During') : ask('GET', `/v1/tasks/${id}`))).toMatchObject(away);
  ways.mongo.open();
  await until('it is written again', async () => (await write('After')).status === 200);
  await until('it is ready again', async () => (await readiness(services)).status === 200);
});

test('Kafka away: writes go on, the outbox grows and tells its age, and is sent in order afterwards', async () => {
  const { bus } = services.chassis;
  const { messages, stop } = await follow(edge.chassis.bus, bus.topic('tasks'));
  onTestFinished(stop);
  outage.begin();
  onTestFinished(outage.end);
  const { id, status } = await write('Written without Kafka');
  expect(status).toBe(200);
  for (const title of ['Two', 'Three', 'Four']) expect((await ask('PATCH', `/v1/tasks/${id}`, { title })).status).toBe(200);
  // It measures every quarter of a minute.
  await until('the metrics tell', async () => (await unsentFor(services)).count >= 4, 40);
  expect((await unsentFor(services)).seconds).toBeGreaterThan(0);
  expect((await readiness(services)).status).toBe(200);
  outage.end();
  const versions = () => {
    const events = messages.map(({ headers, value }) => busEvent(headers, value)).filter((event) => event?.subject === id);
    return [...new Map(events.map((event) => [event?.id, event?.version])).values()];
  };
  await until('all has arrived', () => versions().length >= 4, 40);
  expect(versions()).toEqual([1, 2, 3, 4]);
});

test('org away: who is who and who may what is known as before', async () => {
  ways.org.refuse();
  onTestFinished(ways.org.open);
  expect(await ask('GET', '/v1/employees')).toMatchObject({ status: 503, reason: 'SERVICE_AWAY', retryAfter: '2' });
  const { id, status } = await write('Given to somebody whom org knows');
  expect(status).toBe(200);
  const boris = await issuer.token({ sub: 'boris' });
  expect((await ask('POST', `/v1/tasks/${id}:start`, {}, boris)).status).toBe(200);
  const yuna = await issuer.token({ sub: 'yuna' });
  expect((await ask('GET', `/v1/tasks/${id}`, undefined, yuna)).status).toBe(404);
});

test('a service that answers nothing: who has asked hears so by the deadline, and who comes meanwhile at once', async () => {
  ways.tasks.stall();
  onTestFinished(ways.tasks.open);
  const asked = Array.from({ length: AT_ONCE + 7 }, () => askOnce('POST', '/v1/tasks', { title: 'Into the void' }));
  const answers = await Promise.all(asked);
  expect(new Set(answers.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(new Set(['503 2']));
  expect(answers.filter(({ reason }) => reason === 'OVERLOADED').length).toBeGreaterThanOrEqual(7);
  expect(answers.filter(({ reason }) => reason === 'DEADLINE_EXCEEDED').length).toBeGreaterThan(0);
  expect((await readiness(edge)).status).toBe(200);
  ways.tasks.open();
  await until('it is written again', async () => (await write('After')).status === 200);
});

test('Keycloak away: whoever holds a valid token goes on, seen before or not', async () => {
  const unseen = await issuer.token({ sub: 'chen' });
  await issuer.close();
  expect((await write('Written without Keycloak')).status).toBe(200);
  expect((await ask('GET', '/v1/tasks', undefined, unseen)).status).toBe(200);
  for (const one of [services, edge]) expect((await readiness(one)).status).toBe(200);
});
