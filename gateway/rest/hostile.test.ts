import { connect } from 'node:net';
import type { JsonValue } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { randomJson } from '../../kit/proto-json/random.testing.js';
import { registry } from '../../kit/registry.js';
import { bindingsOf } from '../contract/bindings.js';
import { testGateway } from '../gateway.testing.js';

let gateway: Awaited<ReturnType<typeof testGateway>>;
beforeAll(async () => {
  gateway = await testGateway({ env: { ATRIUM_RATE_LIMIT_PER_MINUTE: '1000000' } });
});
afterAll(() => gateway.close());
afterEach(() => {
  gateway.calls.length = 0;
});

const problem = z.object({
  status: z.number(),
  reason: z.string(),
  detail: z.string(),
  violations: z.array(z.object({ field: z.string() })).default([]),
});

/** Sends what is expected to be refused; answers status, reason and the fields at fault. No service may have heard of it. */
async function refusedWith(path: string, options: Parameters<typeof gateway.fetch>[1] = {}) {
  const response = await gateway.fetch(path, options);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const { status, reason, violations } = problem.parse(await response.json());
  expect(gateway.calls).toEqual([]);
  return [status, reason, ...violations.map(({ field }) => field)];
}

const asJson = { 'content-type': 'application/json' };
const post = (body: string | Buffer, headers: Record<string, string> = asJson) => ({ method: 'POST', body, headers });

describe('bodies', () => {
  test.each<[string, JsonValue, (number | string)[]]>([
    ['an unknown field', { title: 'x', nope: 1 }, [400, 'UNKNOWN_FIELD', 'task.nope']],
    ['a wrong type', { title: 5 }, [400, 'INVALID', 'task.title']],
    ['a wrong item', { tags: ['a', { b: 1 }] }, [400, 'INVALID', 'task.tags[1]']],
    ['an unknown value of an enum', { priority: 'PRIORITY_WHATEVER' }, [400, 'INVALID', 'task.priority']],
    ['a number that names no value of an enum', { priority: 77 }, [400, 'INVALID', 'task.priority']],
    ['a bad time', { deadline: 'tomorrow' }, [400, 'INVALID', 'task.deadline']],
    ['a time of no year', { deadline: '99999-01-01T00:00:00Z' }, [400, 'INVALID', 'task.deadline']],
    ['a text that is too long', { title: 'x'.repeat(256) }, [400, 'INVALID', 'task.title']],
    ['an item against the pattern', { coExecutors: ['d:12', 'sales'] }, [400, 'INVALID', 'task.co_executors[1]']],
    ['an id beyond 2^53', { parent: '9007199254740993' }, [400, 'INVALID', 'task.parent']],
    ['an id beyond 64 bits', { parent: '99999999999999999999' }, [400, 'INVALID', 'task.parent']],
    ['a negative id', { parent: '-1' }, [400, 'INVALID', 'task.parent']],
    ['a fraction as id', { parent: 1.5 }, [400, 'INVALID', 'task.parent']],
    ['half a surrogate pair', { title: '\ud800' }, [400, 'INVALID', 'task.title']],
    ['the same field under both names', { coExecutors: [], co_executors: [] }, [400, 'INVALID', 'task.co_executors']],
    ['a list', [1, 2], [400, 'INVALID', 'task']],
    ['a text', 'task', [400, 'INVALID', 'task']],
  ])('with %s', async (_, json, expected) => {
    expect(await refusedWith('/v1/tasks', { json })).toEqual(expected);
  });

  test('all fields that are wrong are named at once', async () => {
    const refusal = await refusedWith('/v1/tasks', { json: { title: 'x'.repeat(256), tags: [''], parent: '-1' } });
    expect(refusal).toEqual([400, 'INVALID', 'task.title', 'task.tags[0]', 'task.parent']);
  });

  test.each([
    ['is not JSON', '{"title":', [400, 'MALFORMED_JSON']],
    ['is a page', '<html>', [400, 'MALFORMED_JSON']],
    ['is not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), [400, 'INVALID_UTF8']],
    ['is deep', `${'['.repeat(40)}${']'.repeat(40)}`, [400, 'TOO_DEEP']],
    ['is very deep', `{"title":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, [400, 'TOO_DEEP']],
    ['is huge', JSON.stringify({ description: 'x'.repeat(1_100_000) }), [413, 'BODY_TOO_LARGE']],
    ['pollutes the prototype', '{"__proto__":{"admin":true}}', [400, 'UNKNOWN_FIELD', 'task.__proto__']],
    ['names the constructor', '{"constructor":{"prototype":{}}}', [400, 'UNKNOWN_FIELD', 'task.constructor']],
  ])('that %s', async (_, body, expected) => {
    expect(await refusedWith('/v1/tasks', post(body))).toEqual(expected);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('that is huge is refused without its being read, whatever length it says it has', async () => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const endless = new ReadableStream<Uint8Array>({ pull: (stream) => stream.enqueue(chunk) });
    const headers = { authorization: `Bearer ${gateway.token}`, ...asJson };
    const sent = fetch(`${gateway.url}/v1/tasks`, { method: 'POST', headers, body: endless, duplex: 'half' });
    const status = await sent.then((response) => response.status).catch(() => 413); // biome-ignore format: the connection may break first
    expect(status).toBe(413);
  });

  test('of another type or encoding', async () => {
    expect(await refusedWith('/v1/tasks', post('title=x', { 'content-type': 'application/x-www-form-urlencoded' }))).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
    expect(await refusedWith('/v1/tasks', post('{}', { 'content-type': 'application/json; charset=utf-16' }))).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
    expect(await refusedWith('/v1/tasks', post('{}', { ...asJson, 'content-encoding': 'gzip' }))).toEqual([
      415,
      'UNSUPPORTED_ENCODING',
    ]);
  });

  test('where none is expected, or where one is', async () => {
    expect(await refusedWith('/v1/tasks/42', { method: 'DELETE', body: '{"id":"43"}', headers: asJson })).toEqual([
      400,
      'BODY_NOT_EXPECTED',
    ]);
    expect(await refusedWith('/v1/tasks', { method: 'POST' })).toEqual([400, 'INVALID', 'task']);
    expect(await refusedWith('/v1/tasks/42', { method: 'PATCH', json: {} })).toEqual([400, 'NOTHING_TO_CHANGE']);
  });

  test('that contradict the path or the headers', async () => {
    expect(await refusedWith('/v1/tasks/42', { method: 'PATCH', json: { id: '43', title: 'x' } })).toEqual([
      400,
      'INVALID',
      'task.id',
    ]);
    expect(
      await refusedWith('/v1/tasks/42:complete', { json: { expectedVersion: '6' }, headers: { 'if-match': '"7"' } }),
    ).toEqual([400, 'INVALID', 'expected_version']);
  });

  test('a file may be larger than other bodies, but no larger than its rule', async () => {
    const image = Buffer.alloc(2_000_000, 1).toString('base64');
    expect((await gateway.fetch('/v1/employees/anna:setPhoto', { json: { image } })).status).toBe(200);
    gateway.calls.length = 0;
    const large = Buffer.alloc(5_300_000, 1).toString('base64');
    expect(await refusedWith('/v1/employees/anna:setPhoto', { json: { image: large } })).toEqual([400, 'INVALID', 'image']);
    expect(await refusedWith('/v1/employees/anna:setPhoto', { json: { image: 'not base64!' } })).toEqual([
      400,
      'INVALID',
      'image',
    ]);
  });
});

describe('paths and parameters', () => {
  test.each([
    ['/v1/nothing', [404, 'NO_SUCH_PATH']],
    ['/v1/tasks/', [404, 'NO_SUCH_PATH']],
    ['/v1/tasks/42:explode', [404, 'NO_SUCH_PATH']],
    ['/v1/tasks/42/', [404, 'NO_SUCH_PATH']],
    ['/v1//tasks', [404, 'NO_SUCH_PATH']],
    ['/v1/accounts', [404, 'NO_SUCH_PATH']],
    ['/v1/tasks/%ff', [400, 'MALFORMED_PATH']],
    ['/v1/tasks/abc', [400, 'INVALID', 'id']],
    ['/v1/tasks/0', [400, 'INVALID', 'id']],
    ['/v1/tasks/-5', [400, 'INVALID', 'id']],
    ['/v1/tasks/0x2a', [400, 'INVALID', 'id']],
    ['/v1/tasks/9007199254740993', [400, 'INVALID', 'id']],
    ['/v1/tasks/99999999999999999999999', [400, 'INVALID', 'id']],
    ['/v1/tasks?nope=1', [400, 'UNKNOWN_PARAMETER', 'nope']],
    ['/v1/tasks?__proto__=1', [400, 'UNKNOWN_PARAMETER', '__proto__']],
    ['/v1/tasks?pageSize=5&page_size=6', [400, 'DUPLICATE_PARAMETER', 'page_size']],
    ['/v1/tasks?pageSize=501', [400, 'INVALID', 'page_size']],
    ['/v1/tasks?pageSize=-1', [400, 'INVALID', 'page_size']],
    ['/v1/tasks?pageSize=ten', [400, 'INVALID', 'page_size']],
    ['/v1/tasks?deleted=maybe', [400, 'INVALID', 'deleted']],
    ['/v1/tasks?q=%e0%80', [400, 'MALFORMED_QUERY']],
    [`/v1/tasks?filter=${'x'.repeat(2001)}`, [400, 'INVALID', 'filter']],
    [`/v1/tasks?${'q=1&'.repeat(1500)}`, [400, 'TOO_MANY_PARAMETERS']],
    ['/v1/tasks/42:complete?id=5', [405, 'METHOD_NOT_ALLOWED']],
    ['/v1/employees/x/photo?size=100', [400, 'INVALID', 'size']],
  ])('%s', async (path, expected) => {
    expect(await refusedWith(path)).toEqual(expected);
  });

  test('a method which a path has not is refused with those it has', async () => {
    const response = await gateway.fetch('/v1/tasks', { method: 'PUT' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
    expect((await gateway.fetch('/v1/tasks', { method: 'OPTIONS' })).headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
  });

  test('parameters beside a body that is the whole request', async () => {
    expect(await refusedWith('/v1/tasks/42:complete?expectedVersion=7', { json: {} })).toEqual([
      400,
      'UNKNOWN_PARAMETER',
      'expectedVersion',
    ]);
  });

  test('a mask with fields that do not exist', async () => {
    const refusal = await refusedWith('/v1/tasks/42?updateMask=title,nope', { method: 'PATCH', json: { title: 'x' } });
    expect(refusal).toEqual([400, 'INVALID', 'update_mask']);
  });
});

describe('headers', () => {
  test('an If-Match that is no version, or where versions do not matter', async () => {
    const complete = '/v1/tasks/42:complete';
    expect(await refusedWith(complete, { method: 'POST', headers: { 'if-match': '7, 8' } })).toEqual([
      400,
      'IF_MATCH_MALFORMED',
      'If-Match',
    ]);
    expect(await refusedWith('/v1/tasks', { json: { title: 'x' }, headers: { 'if-match': '"7"' } })).toEqual([
      400,
      'IF_MATCH_UNSUPPORTED',
    ]);
  });

  test('an idempotency key that is too long', async () => {
    expect(await refusedWith('/v1/tasks', { json: { title: 'x' }, headers: { 'idempotency-key': 'x'.repeat(65) } })).toEqual([
      400,
      'INVALID',
      'request_id',
    ]);
  });

  test('a request id that could forge a log line is replaced', async () => {
    const response = await gateway.fetch('/v1/tasks/42', { headers: { 'x-request-id': 'a b"c' } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('what is not HTTP is answered as such', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () =>
        socket.write('GET /v1/tasks HTTP/1.1\r\nbroken header\r\n\r\n'),
      );
      socket.on('data', (data) => resolve(data.toString()));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

test('no request of any method, however it is made up, is a failure of the server', { timeout: 120_000 }, async () => {
  const bindings = bindingsOf(registry);
  const awkward = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('0', '-1', '42', '1e9', 'null', '__proto__', '%', "'", '\u0000'),
  );
  const anyBody = fc.jsonValue({ maxDepth: 4 }).map((json) => JSON.stringify(json));
  const request = fc.constantFrom(...bindings).chain((binding) => {
    const { body, method } = binding;
    const message = body === 'request' ? method.input : body?.message;
    const fitting = message ? randomJson(message).map((json) => JSON.stringify(json)) : anyBody;
    return fc.record({
      binding: fc.constant(binding),
      values: fc.array(awkward, { minLength: 2, maxLength: 2 }),
      query: fc.array(
        fc.tuple(fc.oneof(awkward, fc.constantFrom(...method.input.fields.map(({ name }) => name), 'x')), awkward),
        { maxLength: 2 },
      ),
      json: fc.oneof(fitting, anyBody, awkward),
    });
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ binding, values, query, json }) => {
      let index = 0;
      const path = binding.template.replace(/\{[^}]*\}/g, () => encodeURIComponent(values[index++] ?? ''));
      const parameters = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
      const isRead = binding.verb === 'get';
      const response = await gateway.fetch(`${path}${parameters && `?${parameters}`}`, {
        method: binding.verb.toUpperCase(),
        ...(!isRead && { body: json, headers: asJson }),
      });
      expect(response.status, await response.text()).toBeLessThan(500);
    }),
    { numRuns: 600 },
  );
});
