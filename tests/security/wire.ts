import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** A frame of RFC 6455 as a client sends it, or as none should. */
export type RawFrame = { first: number; masked: boolean; length: 'true' | 'huge' | 'long'; payload: Buffer };

export function bytesOf({ first, masked, length, payload }: RawFrame): Buffer {
  const flag = masked ? 0x80 : 0;
  const size = payload.length;
  const lengths = {
    true: size < 126 ? Buffer.from([flag | size]) : Buffer.from([flag | 126, size >> 8, size & 0xff]),
    /** A length in more bytes than it needs. */
    long: Buffer.from([flag | 127, 0, 0, 0, 0, 0, 0, size >> 8, size & 0xff]),
    /** Far more than will ever come. */
    huge: Buffer.from([flag | 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  };
  const mask = masked ? randomBytes(4) : Buffer.alloc(0);
  const body = masked ? payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)) : payload;
  return Buffer.concat([Buffer.from([first]), lengths[length], mask, body]);
}

/** Sends bytes over a connection of its own; answers what came back by its end, or by the time that `enough` says so. */
export function exchange(port: number, bytes: Buffer, enough: (answer: Buffer) => boolean): Promise<Buffer> {
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data: Buffer) => {
      received.push(data);
      if (enough(Buffer.concat(received))) socket.destroy();
    });
    // A reset is an answer too.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(received)));
  });
}

export const upgrade = (headers: readonly string[] = []): Buffer =>
  Buffer.from(
    [
      'GET /v1/socket HTTP/1.1',
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...headers,
      '',
      '',
    ].join('\r\n'),
  );

/** The code of the close frame at the end of what a server has sent over a socket; undefined where there is none. */
export function closeCodeOf(answer: Buffer): number | undefined {
  for (let at = answer.indexOf('\r\n\r\n') + 4; at + 2 <= answer.length; ) {
    const length = (answer[at + 1] ?? 0) & 0x7f;
    const long = length === 126 ? 2 : 0;
    const size = long ? answer.readUInt16BE(at + 2) : length;
    if (((answer[at] ?? 0) & 0x0f) === 0x8) return size >= 2 ? answer.readUInt16BE(at + 2 + long) : 1005;
    at += 2 + long + size;
  }
  return undefined;
}
