import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { sockets as openSockets } from '../../kit/metrics.js';
import { until } from '../process.js';
import { type RightsCompany, rightsCompany } from '../rights/company.js';
import { bytesOf, closeCodeOf, exchange, type RawFrame, upgrade } from './wire.js';

const patience = { timeout: 120_000 };

let company: RightsCompany;
let port: number;
let token: string;
beforeAll(async () => {
  company = await rightsCompany({ withGateway: true });
  port = company.process.settings.port;
  token = await company.process.issuer.token({ sub: 'anna', roles: ['admin'] }, { expiresIn: 3_600 });
});
afterAll(() => company.process.stop());

/** The gateway serves requests, and lets in who shows a token. */
async function isWell(): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/socket`);
  const heard = new Promise<string>((resolve, reject) => {
    socket.once('message', (data: Buffer) => resolve(data.toString()));
    socket.once('error', reject);
  });
  socket.once('open', () => socket.send(JSON.stringify({ type: 'authenticate', token })));
  expect(await heard).toContain('"ready"');
  socket.terminate();
}

const openNow = async (): Promise<number> => (await openSockets.get()).values.reduce((sum, { value }) => sum + value, 0);

/** Opcodes with every combination of the final bit and the reserved ones. */
const firstByte = fc.tuple(fc.constantFrom(0, 1, 2, 3, 8, 9, 10, 15), fc.constantFrom(0x80, 0x80, 0x80, 0, 0xc0, 0xf0));
const payload = fc.oneof(
  fc
    .constantFrom('{', '[]', '{"type":"authenticate"}', '{"type":"authenticate","token":"x"}', '{"__proto__":{}}')
    .map((text) => Buffer.from(text)),
  fc.constantFrom('x'.repeat(20_000), '['.repeat(10_000)).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
const frame: fc.Arbitrary<RawFrame> = fc.record({
  first: firstByte.map(([opcode, bits]) => opcode | bits),
  masked: fc.constantFrom(true, true, true, true, false),
  length: fc.constantFrom('true', 'true', 'true', 'true', 'long', 'huge'),
  payload,
});

/** The codes of RFC 6455 for what breaks the protocol, and our own. */
const codes = [1000, 1002, 1003, 1005, 1007, 1008, 1009, 4400, 4401, 4429];
/** A text frame that is no message: whatever came before it, the connection ends by it. */
const end = bytesOf({ first: 0x81, masked: true, length: 'true', payload: Buffer.from('end') });

describe('a socket', () => {
  test('ends with a proper code, whatever frames come over it, and the gateway goes on', patience, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 6 }), async (frames) => {
        const sent = Buffer.concat([upgrade(), ...frames.map(bytesOf), end]);
        const answer = await exchange(port, sent, (sofar) => closeCodeOf(sofar) !== undefined);
        expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 101 /);
        expect(codes).toContain(closeCodeOf(answer));
      }),
      { seed: 20_261_126, numRuns: 100 },
    );
    await isWell();
  });

  test('is not even opened by a handshake that is none', patience, async () => {
    const broken = [
      upgrade(['Sec-WebSocket-Version: 99']),
      Buffer.from(
        upgrade()
          .toString()
          .replace(/Sec-WebSocket-Key: .*/, 'Sec-WebSocket-Key: short'),
      ),
      Buffer.from(upgrade().toString().replace('Upgrade: websocket', 'Upgrade: h2c')),
      Buffer.from(upgrade().toString().replace('GET', 'POST')),
      upgrade(['Origin: https://evil.example']),
      upgrade([`X-Long: ${'x'.repeat(100_000)}`]),
      upgrade(['X-Bad: a\u0000b']),
    ];
    for (const handshake of broken) {
      const answer = await exchange(port, handshake, (sofar) => sofar.includes('\r\n\r\n'));
      expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 4\d\d /);
    }
    await isWell();
  });

  test('of which many are opened and dropped leaves nothing behind', patience, async () => {
    const before = await openNow();
    for (let round = 0; round < 10; round++)
      await Promise.all(
        Array.from({ length: 40 }, async () => {
          await exchange(port, upgrade(), (answer) => answer.includes('\r\n\r\n'));
        }),
      );
    await until('all of them are forgotten', async () => (await openNow()) <= before, 30);
    await isWell();
  });

  test('over which somebody sends without end and reads nothing is cut off', patience, async () => {
    const ping = bytesOf({ first: 0x89, masked: true, length: 'true', payload: Buffer.alloc(125) });
    const many = Buffer.concat(Array.from({ length: 200 }, () => ping));
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(upgrade());
        const flood = (): void => {
          if (socket.writable) socket.write(many, () => setImmediate(flood));
        };
        flood();
      });
      socket.pause();
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });
    await isWell();
  });
});

describe('on the wire', () => {
  test.each([
    ['a header that smuggles another', 'GET /v1/me HTTP/1.1\r\nHost: a\r\nX-Request-Id: a\rSet-Cookie: b=c\r\n\r\n'],
    ['two lengths', 'POST /v1/tasks HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n{}{}'],
    [
      'a length and chunks',
      'POST /v1/tasks HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a NUL in the path', 'GET /v1/\u0000me HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['no HTTP', '\u0016\u0003\u0001\u0002\u0000'],
    ['a header of a hundred kilobytes', `GET /v1/me HTTP/1.1\r\nHost: a\r\nCookie: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['an address of seventy kilobytes', `GET /v1/tasks?q=${'x'.repeat(70_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
  ])('%s is refused as a problem, and nothing of it comes back', patience, async (_, request) => {
    const bytes = await exchange(port, Buffer.from(request, 'latin1'), (sofar) => sofar.includes('}'));
    const answer = bytes.toString('latin1');
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d [\s\S]*application\/problem\+json[\s\S]*"reason":"/i);
    expect(answer).not.toMatch(/set-cookie|b=c/i);
    await isWell();
  });
});
