import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import {
  consumerMetrics,
  grpcMethod,
  httpRoute,
  jobRan,
  leaseHeld,
  metrics,
  observeMongoPool,
  outboxMetrics,
  sockets,
} from './metrics.js';

beforeEach(() => metrics.resetMetrics());

/** The lines of the exposition whose name and labels are given. */
async function scraped(start: string): Promise<string[]> {
  return (await metrics.metrics()).split('\n').filter((line) => line.startsWith(start));
}

test('gRPC calls are counted by code and measured by method', async () => {
  const record = grpcMethod('atrium.tasks.v1.TaskService', 'GetTask');
  record('OK', 0.004);
  record('OK', 0.2);
  record('NOT_FOUND', 0.003);
  const labels = 'service="atrium.tasks.v1.TaskService",method="GetTask"';
  expect(await scraped('atrium_grpc_server_handled_total')).toEqual([
    `atrium_grpc_server_handled_total{${labels},code="OK"} 2`,
    `atrium_grpc_server_handled_total{${labels},code="NOT_FOUND"} 1`,
  ]);
  expect(await scraped('atrium_grpc_server_duration_seconds_count')).toEqual([
    `atrium_grpc_server_duration_seconds_count{${labels}} 3`,
  ]);
  expect(await scraped(`atrium_grpc_server_duration_seconds_bucket{le="0.005",${labels}`)).toEqual([
    expect.stringMatching(/ 2$/),
  ]);
});

test('HTTP requests are counted by status and measured by route', async () => {
  const record = httpRoute('/v1/tasks/{id}', 'GET');
  record(200, 0.01);
  record(404, 0.01);
  const labels = 'route="/v1/tasks/{id}",method="GET"';
  expect(await scraped('atrium_http_requests_total')).toEqual([
    `atrium_http_requests_total{${labels},status="200"} 1`,
    `atrium_http_requests_total{${labels},status="404"} 1`,
  ]);
  expect(await scraped('atrium_http_request_duration_seconds_count')).toEqual([
    `atrium_http_request_duration_seconds_count{${labels}} 2`,
  ]);
});

test('the outbox, consumers, jobs, leases and sockets report', async () => {
  const outbox = outboxMetrics('tasks');
  outbox.unsent.set(3);
  outbox.oldestSeconds.set(1.5);
  outbox.sent.inc(7);
  const consumer = consumerMetrics('atrium.notify', 'atrium.tasks.v1');
  consumer.lag.set(12);
  consumer.handled.inc();
  consumer.retries.inc();
  consumer.deadLetters.inc();
  jobRan('digest', 'succeeded');
  leaseHeld('tasks.relay', true);
  leaseHeld('org.relay', false);
  sockets.inc();
  const topic = '{group="atrium.notify",topic="atrium.tasks.v1"}';
  const lines = (await metrics.metrics()).split('\n');
  for (const line of [
    'atrium_outbox_unsent{service="tasks"} 3',
    'atrium_outbox_oldest_seconds{service="tasks"} 1.5',
    'atrium_outbox_sent_total{service="tasks"} 7',
    `atrium_consumer_lag${topic} 12`,
    `atrium_consumer_handled_total${topic} 1`,
    `atrium_consumer_retries_total${topic} 1`,
    `atrium_consumer_dead_letters_total${topic} 1`,
    'atrium_job_runs_total{job="digest",outcome="succeeded"} 1',
    'atrium_lease_held{lease="tasks.relay"} 1',
    'atrium_lease_held{lease="org.relay"} 0',
    'atrium_sockets 1',
  ]) {
    expect(lines).toContain(line);
  }
});

test('the lag of the event loop is near zero at rest and seen when something blocks', async () => {
  const highest = async () => Number((await scraped('atrium_event_loop_lag_seconds{quantile="1"}'))[0]?.split(' ')[1]);
  await highest();
  await new Promise((resolve) => setTimeout(resolve, 60));
  const until = performance.now() + 200;
  while (performance.now() < until);
  await new Promise((resolve) => setTimeout(resolve, 60));
  const blocked = await highest();
  expect(blocked).toBeGreaterThan(0.15);
  expect(blocked).toBeLessThan(2);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await highest()).toBeLessThan(blocked);
});

test('whatever the pool of MongoDB connections does, idle and in use add up to those open', async () => {
  const step = fc.constantFrom('open', 'close', 'take', 'return');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      metrics.resetMetrics();
      const pool = new EventEmitter();
      observeMongoPool(pool);
      let [idle, inUse] = [0, 0];
      for (const action of steps) {
        if (action === 'open') idle += 1;
        else if (action === 'close' && idle > 0) idle -= 1;
        else if (action === 'take' && idle > 0) [idle, inUse] = [idle - 1, inUse + 1];
        else if (action === 'return' && inUse > 0) [idle, inUse] = [idle + 1, inUse - 1];
        else continue;
        const event = { open: 'Created', close: 'Closed', take: 'CheckedOut', return: 'CheckedIn' }[action];
        pool.emit(`connection${event}`);
      }
      expect(await scraped('atrium_mongo_pool_connections')).toEqual([
        `atrium_mongo_pool_connections{state="idle"} ${idle}`,
        `atrium_mongo_pool_connections{state="in_use"} ${inUse}`,
      ]);
    }),
    { numRuns: 50 },
  );
});

test('recording a call costs less than three microseconds', () => {
  const record = grpcMethod('atrium.tasks.v1.TaskService', 'GetTask');
  const rounds = 100_000;
  for (let round = 0; round < rounds; round++) record('OK', 0.004);
  const began = process.cpuUsage();
  for (let round = 0; round < rounds; round++) record('OK', 0.004);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / rounds).toBeLessThan(3);
});
