import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { adminServer } from './admin-server.js';
import { metrics } from './metrics.js';

const log = pino({ level: 'silent' });
const running: { stop?(): Promise<void> | void }[] = [];

async function started(notReady: () => string[], port = 0, registry = metrics) {
  const server = adminServer({ port, lifecycle: { notReady }, metrics: registry, log });
  await server.start?.();
  running.push(server);
  return {
    port: server.port,
    get: async (path: string, method = 'GET') => {
      const response = await fetch(`http://localhost:${server.port}${path}`, { method });
      return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
    },
  };
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop?.();
});

test('the process is live as soon as it answers, and ready once nothing objects', async () => {
  const reasons = ['Kafka has not started.'];
  const { get } = await started(() => reasons);
  expect(await get('/health/live')).toMatchObject({ status: 200 });
  expect(await get('/health/ready')).toEqual({
    status: 503,
    type: 'application/json',
    body: '{"ready":false,"reasons":["Kafka has not started."]}',
  });
  reasons.pop();
  expect(await get('/health/ready?verbose=1')).toMatchObject({ status: 200, body: '{"ready":true,"reasons":[]}' });
});

test('metrics are served in the format of Prometheus', async () => {
  const { get } = await started(() => []);
  const answer = await get('/metrics');
  expect(answer.status).toBe(200);
  expect(answer.type).toContain('text/plain; version=0.0.4');
  expect(answer.body).toContain('process_cpu_seconds_total');
});

test('metrics or health that cannot be told answer 500 and the process lives on', async () => {
  const broken = new Registry();
  broken.metrics = () => Promise.reject(new Error('broken'));
  const failing = () => {
    throw new Error('broken');
  };
  const { get } = await started(failing, 0, broken);
  expect(await get('/metrics')).toMatchObject({ status: 500 });
  expect(await get('/health/ready')).toMatchObject({ status: 500 });
  expect(await get('/health/live')).toMatchObject({ status: 200 });
});

test('anything else is refused', async () => {
  const { get } = await started(() => []);
  expect(await get('/')).toMatchObject({ status: 404 });
  expect(await get('/health/ready', 'POST')).toMatchObject({ status: 405 });
  expect(await get('/health/live', 'HEAD')).toMatchObject({ status: 200, body: '' });
});

test('a port in use is named with the setting that changes it', async () => {
  const { port } = await started(() => []);
  await expect(started(() => [], port)).rejects.toThrow(`Port ${port} is in use; set ATRIUM_ADMIN_PORT to a free one.`);
});
