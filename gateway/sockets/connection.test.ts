import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { listening } from '../../tests/listening.js';
import { until } from '../../tests/process.js';
import { type Connection, connect } from './connection.js';

let ends: Awaited<ReturnType<typeof bothEnds>>;
beforeEach(async () => {
  ends = await bothEnds();
});
afterEach(() => ends.close());

/** A real socket with a real client; the test says what time it is. */
async function bothEnds() {
  let verified = 0;
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  const connected = new Promise<{ connection: Connection; socket: WebSocket }>((resolve) => {
    server.on('connection', (socket) => {
      const verify = () => {
        verified++;
        return Promise.reject(new Error('No token is good here.'));
      };
      const nothing = { admit: () => undefined, missed: () => undefined, position: () => Buffer.alloc(0) };
      resolve({ socket, connection: connect(socket, { verify, ...nothing, bufferBytes: 1000 }) });
    });
  });
  const { port, close } = await listening(http);
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong: false });
  let received = 0;
  client.on('message', () => {
    received++;
  });
  return {
    client,
    received: () => received,
    verified: () => verified,
    ...(await connected),
    close: () => (client.terminate(), close()),
  };
}

/** Sends until bytes wait in the server, and one more. */
function overfill({ connection, socket }: { connection: Connection; socket: WebSocket }): void {
  const frame = Buffer.alloc(100_000);
  while (socket.bufferedAmount <= 1000) connection.send(frame);
  connection.send(frame);
}

test('a client that does not catch up within half a minute is cut off', async () => {
  await until('the client is connected', () => ends.client.readyState === WebSocket.OPEN);
  ends.client.pause();
  overfill(ends);
  ends.connection.checkDrained(Date.now() + 29_000);
  expect(ends.socket.readyState).toBe(WebSocket.OPEN);
  ends.connection.checkDrained(Date.now() + 31_000);
  await until('the socket is closed', () => ends.socket.readyState === WebSocket.CLOSED);
});

test('nothing is added to what a slow client has still to read', async () => {
  await until('the client is connected', () => ends.client.readyState === WebSocket.OPEN);
  ends.client.pause();
  overfill(ends);
  const waiting = ends.socket.bufferedAmount;
  for (let count = 0; count < 100; count++) ends.connection.send(Buffer.alloc(1000));
  expect(ends.socket.bufferedAmount).toBe(waiting);
});

test('a client that does not answer a ping before the next is gone', async () => {
  await until('the client is connected', () => ends.client.readyState === WebSocket.OPEN);
  ends.connection.ping();
  expect(ends.socket.readyState).toBe(WebSocket.OPEN);
  ends.connection.ping();
  await until('the socket is closed', () => ends.socket.readyState === WebSocket.CLOSED);
});

test('a client that answers pings stays', async () => {
  await until('the client is connected', () => ends.client.readyState === WebSocket.OPEN);
  ends.client.on('ping', () => ends.client.pong());
  for (let count = 0; count < 3; count++) {
    const answered = new Promise((resolve) => ends.socket.once('pong', resolve));
    ends.connection.ping();
    await answered;
  }
  expect(ends.socket.readyState).toBe(WebSocket.OPEN);
});

test.each<[string, (client: WebSocket) => void]>([
  ['pings', (client) => client.ping()],
  ['answers to no ping', (client) => client.pong()],
  ['messages', (client) => client.send(JSON.stringify({ type: 'authenticate', token: 'x' }))],
])('a client that does nothing but send %s is cut off, and no answers wait for it', async (_, send) => {
  await until('the client is connected', () => ends.client.readyState === WebSocket.OPEN);
  ends.client.pause();
  for (let count = 0; count < 5_000; count++) send(ends.client);
  await until('the socket is closed', () => ends.socket.readyState === WebSocket.CLOSED);
  expect(ends.verified()).toBeLessThanOrEqual(100);
});

test('who is being sent away is listened to no more', async () => {
  await until('the client is connected', () => ends.client.readyState === WebSocket.OPEN);
  ends.client.send('hello');
  ends.client.send(JSON.stringify({ type: 'authenticate', token: 'x' }));
  const [code] = await new Promise<[number]>((resolve) => ends.client.once('close', (...told: [number]) => resolve(told)));
  expect([code, ends.verified()]).toEqual([4400, 0]);
});
