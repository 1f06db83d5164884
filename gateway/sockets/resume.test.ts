import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { Directory } from '../../kit/directory.js';
import { uuidv7 } from '../../kit/events.js';
import { identity } from '../../kit/identity.js';
import { testBus, type TestBus } from '../../tests/bus.js';
import { type TestIssuer, testIssuer } from '../../tests/issuer.js';
import { listening } from '../../tests/listening.js';
import { until } from '../../tests/process.js';
import { createSockets } from '../sockets.js';

let issuer: TestIssuer;
let kafka: TestBus;
beforeAll(async () => {
  issuer = await testIssuer();
  kafka = await testBus({ topics: ['tasks', 'org'] });
});
afterAll(async () => {
  await kafka.stop();
  await issuer.close();
});

/** One replica of the gateway's live side, with its own ear at Kafka. */
async function replica() {
  const bus = kafka.another();
  const sockets = createSockets({
    identity: identity({
      issuer: issuer.issuer,
      keysUrl: `${issuer.issuer}/protocol/openid-connect/certs`,
      audience: 'atrium-api',
    }),
    directory: new Directory(),
    bus,
    services: ['tasks', 'org'],
    allowedOrigins: [],
    bufferBytes: 1024 * 1024,
  });
  await bus.start?.();
  const server = createServer();
  server.on('upgrade', sockets.upgrade);
  const { port, close } = await listening(server);
  onTestFinished(close);
  return { url: `ws://127.0.0.1:${port}/v1/socket`, stop: sockets.stop };
}

const serverMessage = z.looseObject({ type: z.string() });

async function annaAt(url: string, position?: string) {
  const token = await issuer.token({ sub: 'anna' });
  const socket = new WebSocket(url);
  onTestFinished(() => socket.terminate());
  const heard: z.output<typeof serverMessage>[] = [];
  socket.on('message', (data: Buffer) => heard.push(serverMessage.parse(JSON.parse(data.toString()))));
  socket.on('open', () => socket.send(JSON.stringify({ type: 'authenticate', token, position })));
  await until('anna is let in', () => heard.some(({ type }) => type === 'position'));
  const last = (type: string) => heard.findLast((message) => message.type === type);
  return { heard, last, changes: () => heard.filter(({ type }) => type === 'changed').map(({ id }) => String(id)) };
}

const tell = (service: string, id: string, audience = 'u:anna') =>
  kafka.bus.send(kafka.bus.topic(service), [
    {
      key: id,
      value: '{}',
      headers: { ce_id: uuidv7(), ce_type: `atrium.${service}.thing.done.v1`, ce_subject: id, version: '2', audience },
    },
  ]);

test('a client goes on at another replica, also one that started only after what was missed', { timeout: 60_000 }, async () => {
  const [first, second] = await Promise.all([replica(), replica()]);
  const anna = await annaAt(first.url);
  const seen = Array.from({ length: 20 }, (_, index) => `seen-${index}`);
  await Promise.all(seen.map((id, index) => tell(index % 2 ? 'tasks' : 'org', id)));
  await until('she has heard all', () => anna.changes().length === seen.length);
  await first.stop();
  const { position } = z.object({ position: z.string() }).parse(anna.last('bye'));

  const missed = Array.from({ length: 20 }, (_, index) => `missed-${index}`);
  await Promise.all(missed.map((id, index) => tell(index % 2 ? 'tasks' : 'org', id)));
  await tell('tasks', 'of another', 'u:boris');
  const back = await annaAt(second.url, position);
  await until('she has heard what she missed', () => back.changes().length >= missed.length);
  expect(back.last('ready')).toMatchObject({ resumed: true });
  expect(back.changes().toSorted()).toEqual(missed.toSorted());

  // It is still reading the time before it started, so she may also hear again what she has seen.
  const late = await annaAt((await replica()).url, position);
  await until('she has heard what she missed', () => missed.every((id) => late.changes().includes(id)));
  await tell('org', 'after');
  for (const client of [back, late]) {
    await until('what follows is heard', () => client.changes().includes('after'));
    expect(client.last('ready')).toMatchObject({ resumed: true });
    expect(client.changes()).not.toContain('of another');
  }
});
