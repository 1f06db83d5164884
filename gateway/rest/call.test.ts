import { IncomingMessage, ServerResponse } from 'node:http';
import { constants, createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import net, { Socket } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../tests/listening.js';
import { until } from '../../tests/process.js';
import { type Caller, callerOf } from './call.js';

let server: Http2Server | undefined;
afterEach(() => {
  server?.close();
});

/** A service that meets the calls one by one, each in its own way. Answers where it listens. */
async function serviceThat(...meet: ((stream: ServerHttp2Stream) => void)[]): Promise<string> {
  const own = createServer();
  server = own;
  own.on('stream', (stream) => meet.shift()?.(stream));
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  const address = own.address();
  return typeof address === 'object' && address ? `127.0.0.1:${address.port}` : '';
}

/** As a server does that is going away when the call comes: nothing of it has been looked at. */
function refuse(stream: ServerHttp2Stream): void {
  stream.on('error', () => undefined);
  stream.close(constants.NGHTTP2_REFUSED_STREAM);
}

/** After it may have done what it was asked. */
const fail = (stream: ServerHttp2Stream) =>
  stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '14' }, { endStream: true });

function answer(stream: ServerHttp2Stream): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  const message = Buffer.from('done');
  stream.end(Buffer.concat([Buffer.from([0, 0, 0, 0, message.length]), message]));
}

async function write(address: string, isRepeatable = true): Promise<string> {
  const caller = callerOf(address);
  try {
    return await writeBy(caller, isRepeatable);
  } finally {
    caller.close();
  }
}

async function writeBy(caller: Caller, isRepeatable: boolean): Promise<string> {
  const client = new ServerResponse(new IncomingMessage(new Socket()));
  const options = { token: 'token', requestId: 'request', isRead: false, isRepeatable, client };
  return (await caller.call('/atrium.tasks.v1.TaskService/CreateTask', new Uint8Array(), options)).toString();
}

test('a write that a service never looked at, because it was going away, is sent once more', async () => {
  expect(await write(await serviceThat(refuse, answer))).toBe('done');
});

test('a write that may have been carried out is repeated where its service knows it again, twice at most', async () => {
  expect(await write(await serviceThat(fail, fail, answer))).toBe('done');
  await expect(write(await serviceThat(fail, fail, fail, answer))).rejects.toMatchObject({ reason: 'SERVICE_AWAY' });
});

test.each([constants.NGHTTP2_NO_ERROR, constants.NGHTTP2_INTERNAL_ERROR, constants.NGHTTP2_PROTOCOL_ERROR])(
  'a connection that ends in the midst of the answer (%i) is a service that is away, not a fault of it',
  async (code) => {
    const breakOff = (stream: ServerHttp2Stream) => {
      stream.on('error', () => undefined);
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
      stream.close(code);
    };
    await expect(write(await serviceThat(breakOff, answer), false)).rejects.toMatchObject({ reason: 'SERVICE_AWAY' });
    expect(await write(await serviceThat(breakOff, answer))).toBe('done');
  },
);

test('a write that its service would carry out twice is not', async () => {
  await expect(write(await serviceThat(fail, answer), false)).rejects.toMatchObject({ reason: 'SERVICE_AWAY' });
});

test('a service that is away for long is looked for again and again, not ever more seldom', { timeout: 60_000 }, async () => {
  const port = await freePort();
  const connecting = vi.spyOn(net, 'connect');
  onTestFinished(() => connecting.mockRestore());
  const isThere = (to: unknown) => typeof to === 'object' && to !== null && 'port' in to && to.port === port;
  const looked = () => connecting.mock.calls.filter(([to]) => isThere(to)).length;
  // gRPC itself would have looked six times.
  const caller = callerOf(`127.0.0.1:${port}`);
  onTestFinished(caller.close);
  const looking = async () => {
    await writeBy(caller, false).catch(() => undefined);
    return looked() >= 10;
  };
  await until('it has been looked for ten times', looking, 30);
});
