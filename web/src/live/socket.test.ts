import { once } from 'node:events';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { openSocket } from './socket';

const patience = { timeout: 15_000, interval: 20 };

beforeEach(() => vi.stubGlobal('WebSocket', WebSocket));
afterEach(() => vi.unstubAllGlobals());

function portOf(server: WebSocketServer): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A gateway that lets everybody in and says what the test says; and the client's end of it. */
async function connected(resumed: boolean) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  await once(server, 'listening');
  const shown: unknown[] = [];
  let current: WebSocket | undefined;
  const tell = (message: object) => current?.send(JSON.stringify(message));
  server.on('connection', (socket) => {
    current = socket;
    socket.on('message', (data: Buffer) => {
      shown.push(JSON.parse(data.toString()));
      tell({ type: 'ready', resumed: shown.length > 1 && resumed });
    });
  });
  const [heard, states]: [unknown[], unknown[]] = [[], []];
  const client = openSocket({
    url: `ws://127.0.0.1:${portOf(server)}`,
    token: () => Promise.resolve('token'),
    renew: () => Promise.resolve(),
    onMessage: (message) => heard.push(message),
    onConnected: (...state) => states.push(state),
  });
  onTestFinished(client.close);
  await vi.waitFor(() => expect(states).toHaveLength(1), patience);
  return { shown, heard, states, tell, leave: () => current?.close(1012) };
}

test.each([true, false])(
  'a client sent away comes back with its last position and knows whether it misses something',
  { timeout: 30_000 },
  async (resumed) => {
    const it = await connected(resumed);
    it.tell({ type: 'position', position: 'tasks:1' });
    it.tell({ type: 'changed', kind: 'task', id: '7', version: 3, action: 'completed' });
    it.tell({ type: 'bye', position: 'tasks:2' });
    it.leave();
    await vi.waitFor(() => expect(it.states).toHaveLength(3), patience);
    expect(it.shown).toEqual([
      { type: 'authenticate', token: 'token' },
      { type: 'authenticate', token: 'token', position: 'tasks:2' },
    ]);
    expect(it.states).toEqual([
      [true, false],
      [false, false],
      [true, resumed],
    ]);
    expect(it.heard).toEqual([{ type: 'changed', kind: 'task', id: '7', version: 3, action: 'completed' }]);
  },
);
