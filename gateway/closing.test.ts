import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listening } from '../tests/listening.js';
import { closeServer } from './closing.js';

test('half a request does not keep a server from closing, and one in hand is answered before', async () => {
  const server = createServer();
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    server.on('request', (_, response) => {
      answer = () => response.end('done');
      resolve();
    });
  });
  const { port } = await listening(server);
  const half = connect(port, '127.0.0.1');
  half.on('error', () => undefined);
  half.write('POST /v1/tasks HTTP/1.1\r\ncontent-');
  const whole = fetch(`http://127.0.0.1:${port}/`);
  await asked;
  const ended = once(half, 'close');
  const closed = closeServer(server, 200);
  answer();
  expect(await (await whole).text()).toBe('done');
  await closed;
  await ended;
});
