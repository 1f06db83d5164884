import { setTimeout as sleep } from 'node:timers/promises';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { BusEvent, Memory } from '../kit/bus.js';
import { Directory } from '../kit/directory.js';
import { identity } from '../kit/identity.js';
import { sockets as openSockets } from '../kit/metrics.js';
import { type TestIssuer, testIssuer } from '../tests/issuer.js';
import { listening } from '../tests/listening.js';
import { until } from '../tests/process.js';
import { createSockets } from './sockets.js';

let issuer: TestIssuer;
let live: Awaited<ReturnType<typeof liveSide>>;
beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.close());
beforeEach(async () => {
  live = await liveSide();
});
afterEach(() => live.close());

/** The live side of the gateway on a server of its own, with a bus that says what the test says. */
async function liveSide({ bufferBytes = 1024 * 1024 } = {}) {
  const directory = new Directory();
  directory.putDepartment({ id: 1, version: 1, name: 'Company', parent: 0, head: 'anna', deputies: [] });
  directory.putDepartment({ id: 2, version: 1, name: 'Sales', parent: 1, head: 'boris', deputies: [] });
  for (const [id, department] of [['anna', 1], ['boris', 2], ['chen', 2]] as const) directory.putPerson(person(id, [department])); // biome-ignore format: a table
  let memory: Memory | undefined;
  let offset = 0;
  const sockets = createSockets({
    identity: identity({
      issuer: issuer.issuer,
      keysUrl: `${issuer.issuer}/protocol/openid-connect/certs`,
      audience: 'atrium-api',
    }),
    directory,
    bus: {
      remember: (one) => {
        memory = one;
      },
    },
    services: ['tasks'],
    allowedOrigins: ['https://portal.example.com'],
    bufferBytes,
  });
  const server = createServer();
  server.on('upgrade', sockets.upgrade);
  const { port, close } = await listening(server);
  sockets.start();
  return {
    directory,
    url: `ws://127.0.0.1:${port}/v1/socket`,
    port,
    gap: () => memory?.onGap(),
    changed(id: string, audience: string[], version = 7) {
      const event: BusEvent = {
        id: `event-${id}`,
        service: 'tasks',
        kind: 'task',
        action: 'completed',
        subject: id,
        version,
        audience,
        at: new Date(),
        value: Buffer.from('{}'),
        json: () => ({}),
      };
      memory?.take(event, { partition: 0, offset: offset++ });
    },
    stop: sockets.stop,
    async close() {
      await sockets.stop();
      await close();
    },
  };
}

const person = (id: string, departments: number[], version = 1, active = true) => ({
  id,
  version,
  name: id,
  email: `${id}@example.com`,
  departments,
  manager: '',
  active,
  guest: false,
  locale: '',
  timeZone: '',
});

const serverMessage = z.looseObject({ type: z.string() });

/** A client that notes what it hears. */
function open(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, { headers });
  const heard: z.output<typeof serverMessage>[] = [];
  const opened = new Promise<void>((resolve) => socket.once('open', () => resolve()));
  const closed = new Promise<[code: number, reason: string]>((resolve) => {
    socket.once('close', (code, reason) => resolve([code, reason.toString()]));
  });
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => heard.push(serverMessage.parse(JSON.parse(data.toString()))));
  const send = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return { socket, heard, opened, closed, send };
}

async function signedIn(user: string, expiresIn = 300, url = live.url, position?: string) {
  const client = open(url);
  await client.opened;
  client.send({ type: 'authenticate', token: await issuer.token({ sub: user }, { expiresIn }), position });
  await until(`${user} is let in`, () => client.heard.some(({ type }) => type === 'ready'));
  return client;
}

const changes = (client: { heard: readonly { type: string; id?: unknown }[] }) =>
  client.heard.filter(({ type }) => type === 'changed').map(({ id }) => id);

describe('a client', () => {
  test('is let in by its token and told when that expires', async () => {
    const client = await signedIn('anna');
    const [ready] = client.heard;
    const left = Date.parse(String(ready?.expiresAt)) - Date.now();
    expect(left).toBeGreaterThan(290_000);
    expect(left).toBeLessThanOrEqual(300_000);
  });

  test('that says nothing is sent away after five seconds', async () => {
    const client = open(live.url);
    expect(await client.closed).toEqual([4401, 'TOKEN_MISSING']);
  });

  test.each([
    ['no JSON', 'hello'],
    ['another message', { type: 'subscribe' }],
    ['no token', { type: 'authenticate' }],
    ['a list', []],
  ])('that sends %s is sent away', async (_, message) => {
    const client = open(live.url);
    await client.opened;
    client.send(message);
    expect(await client.closed).toEqual([4400, 'MALFORMED']);
  });

  test('with a bad token is sent away with the reason', async () => {
    const client = open(live.url);
    await client.opened;
    client.send({ type: 'authenticate', token: await issuer.token({ sub: 'anna' }, { audience: 'another' }) });
    expect(await client.closed).toEqual([4401, 'TOKEN_INVALID']);
  });

  test('that sends more than a token can be is cut off', async () => {
    const client = open(live.url);
    await client.opened;
    client.send({ type: 'authenticate', token: 'x'.repeat(20_000) });
    expect((await client.closed)[0]).toBe(1009);
  });

  test('is sent away when its token expires, unless it has renewed it', async () => {
    const forgetful = await signedIn('boris', 2);
    const careful = await signedIn('anna', 2);
    careful.send({ type: 'authenticate', token: await issuer.token({ sub: 'anna' }) });
    expect(await forgetful.closed).toEqual([4401, 'TOKEN_EXPIRED']);
    await sleep(300);
    expect(careful.socket.readyState).toBe(WebSocket.OPEN);
    expect(careful.heard.filter(({ type }) => type === 'ready')).toHaveLength(2);
  });

  test('cannot become another person', async () => {
    const client = await signedIn('anna');
    client.send({ type: 'authenticate', token: await issuer.token({ sub: 'boris' }) });
    expect(await client.closed).toEqual([4401, 'TOKEN_OF_ANOTHER']);
  });

  test('of a foreign page is not even heard, of an allowed one it is', async () => {
    const statusOf = (origin: string, path = '/v1/socket') =>
      new Promise<number | undefined>((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${live.port}${path}`, { origin });
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('open', () => {
          socket.terminate();
          resolve(101);
        });
        socket.on('error', () => undefined);
      });
    expect(await statusOf('https://evil.example.com')).toBe(403);
    expect(await statusOf('null')).toBe(403);
    expect(await statusOf('https://portal.example.com')).toBe(101);
    expect(await statusOf(`http://127.0.0.1:${live.port}`)).toBe(101);
    expect(await statusOf('https://portal.example.com', '/elsewhere')).toBe(404);
  });

  test('is one of twenty of a person at most', async () => {
    for (let count = 0; count < 20; count++) await signedIn('anna');
    const last = open(live.url);
    await last.opened;
    last.send({ type: 'authenticate', token: await issuer.token({ sub: 'anna' }) });
    expect(await last.closed).toEqual([4429, 'TOO_MANY_SOCKETS']);
    await signedIn('boris');
  });
});

describe('a change', () => {
  test('is told to people and departments it concerns, once each, and to nobody else', async () => {
    const [anna, boris, chen] = [await signedIn('anna'), await signedIn('boris'), await signedIn('chen')];
    live.changed('1', ['u:anna']);
    live.changed('2', ['d:2', 'u:boris']);
    live.changed('3', ['d:1']);
    live.changed('4', ['*']);
    live.changed('5', ['u:nobody', 'd:99']);
    live.changed('end', ['*']);
    for (const client of [anna, boris, chen]) await until('the last change', () => changes(client).includes('end'));
    expect(changes(anna)).toEqual(['1', '3', '4', 'end']);
    expect(changes(boris)).toEqual(['2', '3', '4', 'end']);
    expect(changes(chen)).toEqual(['2', '3', '4', 'end']);
    expect(anna.heard).toContainEqual({ type: 'changed', kind: 'task', id: '1', version: 7, action: 'completed' });
  });

  test('is not told to who has not shown a token', async () => {
    const silent = open(live.url);
    await silent.opened;
    const anna = await signedIn('anna');
    live.changed('1', ['*']);
    live.gap();
    await until('anna hears', () => changes(anna).length === 1);
    expect(silent.heard).toEqual([]);
  });

  test('follows people who move, and departments that do', async () => {
    const [anna, chen] = [await signedIn('anna'), await signedIn('chen')];
    live.directory.putPerson(person('chen', [1], 2));
    live.changed('sales', ['d:2']);
    live.directory.putDepartment({ id: 3, version: 1, name: 'Board', parent: 0, head: '', deputies: [] });
    live.directory.putDepartment({ id: 1, version: 2, name: 'Company', parent: 3, head: 'anna', deputies: [] });
    await sleep(200);
    live.changed('board', ['d:3']);
    for (const client of [anna, chen]) await until('the board', () => changes(client).includes('board'));
    expect(changes(chen)).toEqual(['board']);
  });

  test('that may have been missed is told to all as a word to start over', async () => {
    const [anna, boris] = [await signedIn('anna'), await signedIn('boris')];
    live.gap();
    for (const client of [anna, boris]) await until('resync', () => client.heard.some(({ type }) => type === 'resync'));
  });
});

describe('a client that comes back', () => {
  const heardUntil = async (client: { heard: readonly z.output<typeof serverMessage>[] }) =>
    String((await until('the position', () => client.heard.findLast(({ type }) => type === 'position'))).position);
  const back = async (user: string, position: string) => {
    const client = await signedIn(user, 300, live.url, position);
    await heardUntil(client);
    return { ...client, resumed: client.heard.find(({ type }) => type === 'ready')?.resumed };
  };

  test('hears what it has missed of what it may see now, and then what follows', async () => {
    const before = await signedIn('anna');
    live.changed('seen', ['u:anna']);
    await until('the change', () => changes(before).includes('seen'));
    const position = await heardUntil(await signedIn('boris'));
    live.changed('missed', ['u:anna']);
    live.changed('of sales', ['d:2']);
    live.changed('of all', ['*']);
    const anna = await back('anna', position);
    live.changed('after', ['d:1']);
    await until('what follows', () => changes(anna).includes('after'));
    expect(changes(anna)).toEqual(['missed', 'of all', 'after']);
    expect(anna.resumed).toBe(true);
    live.directory.putPerson(person('anna', [2], 2));
    expect(changes(await back('anna', position))).toEqual(['missed', 'of sales', 'of all', 'after']);
  });

  test('reads anew where it has missed too much, or nobody knows any more what', async () => {
    const position = await heardUntil(await signedIn('anna'));
    for (let count = 0; count < 501; count++) live.changed(`${count}`, ['*']);
    expect((await back('anna', position)).resumed).toBe(false);
    const later = await heardUntil(await signedIn('boris'));
    for (let count = 0; count < 1001; count++) live.changed(`${count}`, ['u:chen']);
    expect((await back('anna', later)).resumed).toBe(false);
    expect((await back('anna', 'tasks:!')).resumed).toBe(false);
    expect((await back('anna', await heardUntil(await signedIn('boris')))).resumed).toBe(true);
  });

  test('shows a position once: a renewed token brings nothing twice', async () => {
    const position = await heardUntil(await signedIn('boris'));
    live.changed('missed', ['*']);
    const anna = await back('anna', position);
    anna.send({ type: 'authenticate', token: await issuer.token({ sub: 'anna' }), position });
    await until('the renewal', () => anna.heard.filter(({ type }) => type === 'ready').length === 2);
    live.changed('after', ['*']);
    await until('what follows', () => changes(anna).includes('after'));
    expect(changes(anna)).toEqual(['missed', 'after']);
  });
});

test('who is deactivated is sent away', async () => {
  const chen = await signedIn('chen');
  live.directory.putPerson(person('chen', [2], 2, false));
  expect(await chen.closed).toEqual([4401, 'DEACTIVATED']);
});

test('a client that reads too slowly hears one word instead of all it has missed, and others do not wait for it', async () => {
  const narrow = await liveSide({ bufferBytes: 16 * 1024 });
  const slow = await signedIn('anna', 300, narrow.url);
  const quick = await signedIn('boris', 300, narrow.url);
  slow.socket.pause();
  // More than the buffers of both ends hold, so that bytes must wait in the server.
  const many = 40_000;
  for (let version = 1; version <= many; version++) {
    narrow.changed('x'.repeat(500), ['*'], version);
    if (version % 200 === 0) await sleep(1);
  }
  await until('the quick one has heard all', () => changes(quick).length === many, 30);
  slow.socket.resume();
  await until('the slow one starts over', () => slow.heard.some(({ type }) => type === 'resync'), 30);
  expect(changes(slow).length).toBeLessThan(many);
  narrow.changed('after', ['*']);
  await until('the slow one hears on', () => changes(slow).includes('after'));
  await narrow.close();
});

test('before the server goes it says so, and counts nobody afterwards', async () => {
  const before = (await openSockets.get()).values[0]?.value ?? 0;
  const client = await signedIn('anna');
  expect((await openSockets.get()).values[0]?.value).toBe(before + 1);
  await live.stop();
  expect(await client.closed).toEqual([1012, 'RESTART']);
  expect(client.heard.at(-1)).toEqual({ type: 'bye', position: '' });
  expect((await openSockets.get()).values[0]?.value).toBe(before);
});
