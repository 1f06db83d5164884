import { Status } from 'nice-grpc-common';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { invalid, notFound, refused, Refusal, stale, unavailable } from '../../kit/errors.js';
import { until } from '../../tests/process.js';
import { type Handler, testGateway } from '../gateway.testing.js';

const task: Handler = ({ request }) => ({
  id: typeof request.id === 'string' ? request.id : '42',
  version: '7',
  title: 'Report',
});
let answer: Handler = task;
let gateway: Awaited<ReturnType<typeof testGateway>>;

beforeAll(async () => {
  gateway = await testGateway({ handler: (call) => answer(call) });
});
afterAll(() => gateway.close());
afterEach(() => {
  answer = task;
  gateway.calls.length = 0;
});

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  reason: z.string(),
  violations: z.array(z.object({ field: z.string(), description: z.string(), rule: z.string().optional() })).default([]),
  metadata: z.record(z.string(), z.string()).default({}),
  requestId: z.string(),
});

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = problem.parse(await response.json());
  expect(body.status).toBe(response.status);
  expect(body.requestId).toBe(response.headers.get('x-request-id'));
  return body;
}

const lastCall = () => gateway.calls.at(-1);

describe('a request becomes a call', () => {
  test('of a write by a name of its own, unless the client has named it', async () => {
    const create = (headers = {}) => gateway.fetch('/v1/tasks', { json: { title: 'Report' }, headers });
    await create();
    await create();
    await create({ 'idempotency-key': 'mine' });
    await gateway.fetch('/v1/tasks', { json: { title: 'Report' }, headers: { 'idempotency-key': '' } });
    const [first, second, third, fourth] = gateway.calls.map(({ request }) => request.requestId);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).not.toBe(first);
    expect(third).toBe('mine');
    expect(fourth).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('of the path, with the token and the request id of the client', async () => {
    const response = await gateway.fetch('/v1/tasks/42', { headers: { 'x-request-id': 'mine-1' } });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      id: '42',
      version: '7',
      title: 'Report',
      tags: [],
      status: 'TASK_STATUS_UNSPECIFIED',
    });
    expect(lastCall()).toMatchObject({ method: 'GetTask', request: { id: '42' } });
    expect(lastCall()?.headers).toMatchObject({ authorization: `Bearer ${gateway.token}`, 'x-request-id': 'mine-1' });
    expect(response.headers.get('x-request-id')).toBe('mine-1');
  });

  test('of the query, with names of JSON or of the contract', async () => {
    await gateway.fetch(`/v1/tasks?pageSize=20&order_by=deadline%20asc&q=caf%C3%A9+report&deleted=true`);
    expect(lastCall()).toMatchObject({
      method: 'ListTasks',
      request: { pageSize: 20, orderBy: 'deadline asc', q: 'café report', deleted: true },
    });
  });

  test('of the body, where names of the contract serve too', async () => {
    await gateway.fetch('/v1/tasks', { json: { title: 'New', co_executors: ['d:12'], deadline: '2026-12-01T15:00:00Z' } });
    expect(lastCall()).toMatchObject({
      method: 'CreateTask',
      request: { task: { title: 'New', coExecutors: ['d:12'], deadline: '2026-12-01T15:00:00Z' } },
    });
  });

  test('of Idempotency-Key and If-Match', async () => {
    await gateway.fetch('/v1/tasks/42:complete', { method: 'POST', headers: { 'idempotency-key': '"abc"', 'if-match': '"7"' } });
    expect(lastCall()).toMatchObject({ method: 'CompleteTask', request: { id: '42', requestId: 'abc', expectedVersion: '7' } });
  });

  test('a weak If-Match, as proxies make them, is as good, and * asks for no version', async () => {
    await gateway.fetch('/v1/tasks/42:complete', { method: 'POST', headers: { 'if-match': 'W/"7"' } });
    expect(lastCall()?.request.expectedVersion).toBe('7');
    await gateway.fetch('/v1/tasks/42:complete', { method: 'POST', headers: { 'if-match': '*' } });
    expect(lastCall()?.request.expectedVersion).toBeUndefined();
  });

  test('an update changes the fields which its body has; null clears one', async () => {
    await gateway.fetch('/v1/tasks/42', {
      method: 'PATCH',
      json: { id: '42', title: 'Other', co_executors: [], deadline: null },
    });
    expect(lastCall()).toMatchObject({
      method: 'UpdateTask',
      request: { task: { id: '42', title: 'Other' }, updateMask: 'title,coExecutors,deadline' },
    });
  });

  test('an update may name the fields itself', async () => {
    await gateway.fetch('/v1/tasks/42?updateMask=title,co_executors', { method: 'PATCH', json: { title: 'Other' } });
    expect(lastCall()?.request).toMatchObject({ updateMask: 'title,coExecutors' });
  });

  test('a colon or slash in an id travels percent-encoded', async () => {
    await gateway.fetch('/v1/employees/a%3Ab%2Fc/photo');
    expect(lastCall()).toMatchObject({ method: 'GetEmployeePhoto', request: { id: 'a:b/c' } });
  });

  test('HEAD is GET without the body', async () => {
    const response = await gateway.fetch('/v1/tasks/42', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(50);
    expect(await response.text()).toBe('');
  });
});

describe('an answer', () => {
  test('has the version as its ETag, and is not repeated to who knows it', async () => {
    const first = await gateway.fetch('/v1/tasks/42');
    expect(first.headers.get('etag')).toBe('"7"');
    expect(first.headers.get('cache-control')).toBe('no-store');
    const second = await gateway.fetch('/v1/tasks/42', { headers: { 'if-none-match': '"6", W/"7"' } });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe('');
  });

  test('that is a picture is its bytes, which can do nothing in a browser', async () => {
    answer = () => ({ contentType: 'image/webp', data: Buffer.from('RIFF').toString('base64'), etag: 'abc' });
    const response = await gateway.fetch('/v1/employees/anna/photo?size=64');
    expect(await response.text()).toBe('RIFF');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      etag: '"abc"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await gateway.fetch('/v1/employees/anna/photo', { headers: { 'if-none-match': '"abc"' } })).status).toBe(304);
  });

  test('of nothing is an empty object', async () => {
    answer = () => ({});
    const response = await gateway.fetch('/v1/tasks/42', { method: 'DELETE' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({});
  });
});

describe('what a service refuses', () => {
  test.each([
    [notFound('task', 42), 404, 'NOT_FOUND'],
    [stale('task', 42), 412, 'STALE_VERSION'],
    [refused('SUBTASKS_OPEN', 'Three subtasks are open.'), 400, 'SUBTASKS_OPEN'],
    [new Refusal(Status.ALREADY_EXISTS, 'REQUEST_ID_REUSED', 'It came before.'), 409, 'REQUEST_ID_REUSED'],
    [new Refusal(Status.PERMISSION_DENIED, 'DENIED', 'You may not.'), 403, 'DENIED'],
    [new Refusal(Status.UNAVAILABLE, 'STORAGE_AWAY', 'The database does not answer.'), 503, 'STORAGE_AWAY'],
    [new Refusal(Status.RESOURCE_EXHAUSTED, 'TOO_MANY', 'Too many.'), 429, 'TOO_MANY'],
  ])('%s is told as %i %s', async (refusal, status, reason) => {
    answer = () => {
      throw refusal;
    };
    const response = await gateway.fetch('/v1/tasks/42');
    const told = await problemOf(response);
    expect(told).toMatchObject({ status, reason, detail: refusal.message, type: `http://localhost:8080/docs/errors#${reason}` });
    if (status === 503 || status === 429) expect(response.headers.get('retry-after')).toBe('2');
  });

  test('with its fields and figures', async () => {
    answer = () => {
      throw new Refusal(Status.FAILED_PRECONDITION, 'DEPARTMENT_NOT_EMPTY', 'It has people.', { metadata: { people: '3' } });
    };
    expect((await problemOf(await gateway.fetch('/v1/departments/1', { method: 'DELETE' }))).metadata).toEqual({ people: '3' });
    answer = () => {
      throw invalid('UNKNOWN_PERSON', 'There is no such person.', 'task.assignee');
    };
    const { violations } = await problemOf(await gateway.fetch('/v1/tasks', { json: { title: 'x' } }));
    expect(violations).toEqual([{ field: 'task.assignee', description: 'There is no such person.' }]);
  });

  test('without meaning to is told without a word of the inside, and without a false log line', async () => {
    answer = () => {
      throw new Error('MongoServerError at 10.0.0.7: password');
    };
    const told = await problemOf(await gateway.fetch('/v1/tasks/42'));
    expect(told).toMatchObject({ status: 500, reason: 'INTERNAL' });
    expect(JSON.stringify(told)).not.toMatch(/Mongo|10\.0\.0\.7|password/);
  });

  test('a read is tried once more where the database was away, a write is not', async () => {
    let attempts = 0;
    answer = () => {
      attempts++;
      if (attempts === 1) throw new Refusal(Status.UNAVAILABLE, 'STORAGE_AWAY', 'Away.');
      return { id: '42' };
    };
    expect((await gateway.fetch('/v1/tasks/42')).status).toBe(200);
    expect(attempts).toBe(2);
    attempts = 0;
    expect((await gateway.fetch('/v1/tasks/42:complete', { method: 'POST' })).status).toBe(503);
    expect(attempts).toBe(1);
  });
});

test('a service that cannot be reached is a 503 which tells no address', async () => {
  const lonely = await testGateway();
  lonely.stopServices();
  const response = await lonely.fetch('/v1/tasks/42');
  const told = await problemOf(response);
  expect(told).toMatchObject({ status: 503, reason: 'SERVICE_AWAY' });
  expect(JSON.stringify(told)).not.toMatch(/127\.0\.0\.1:\d+|ECONNREFUSED/);
  await lonely.close();
});

test('a service that takes too long is away like any other: the client is told when to try again', async () => {
  answer = () => {
    throw new Refusal(Status.DEADLINE_EXCEEDED, 'DEADLINE_EXCEEDED', 'It took too long.');
  };
  const response = await gateway.fetch('/v1/tasks/42');
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
});

test('a client that goes away cancels the call', async () => {
  const client = new AbortController();
  const cancelled = new Promise<void>((resolve) => {
    answer = async (call) => {
      client.abort();
      await call.cancelled;
      resolve();
      return {};
    };
  });
  const request = fetch(`${gateway.url}/v1/tasks/42`, {
    headers: { authorization: `Bearer ${gateway.token}` },
    signal: client.signal,
  });
  await expect(request).rejects.toThrow(/abort/i);
  await cancelled;
});

test('more than can be done in time is turned away at once, and what is in hand is done', async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const busy = await testGateway({
    env: { ATRIUM_REQUESTS_AT_ONCE: '2' },
    handler: async (call) => {
      await held;
      return task(call);
    },
  });
  try {
    const within = [busy.fetch('/v1/tasks/1'), busy.fetch('/v1/tasks', { json: { title: 'Report' } })];
    await until('both are in hand', () => busy.calls.length === 2);
    const beyond = await busy.fetch('/v1/tasks/2');
    expect([beyond.status, beyond.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await problemOf(beyond)).reason).toBe('OVERLOADED');
    letGo();
    expect((await Promise.all(within)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await busy.fetch('/v1/tasks/2')).status).toBe(200);
    expect(busy.calls).toHaveLength(3);
  } finally {
    letGo();
    await busy.close();
  }
});

test('a service that has too much to do is asked once, not again at once', async () => {
  answer = () => {
    throw unavailable('OVERLOADED', 'Too much.');
  };
  expect((await problemOf(await gateway.fetch('/v1/tasks/42'))).reason).toBe('OVERLOADED');
  expect(gateway.calls).toHaveLength(1);
});
