import { Status } from 'nice-grpc-common';
import { type RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { Refusal, unauthenticated } from '../../kit/errors.js';
import type { Caller } from '../../kit/identity.js';

/** Why a socket is closed, beside the codes of RFC 6455. */
export const closeCodes = {
  /** What the client sent is no message. */
  malformed: 4400,
  /** No token in time, a bad one, or one that has expired. */
  unauthenticated: 4401,
  /** The client reads too slowly. */
  tooSlow: 4408,
  /** The person has too many sockets, or a socket says too much. */
  tooMany: 4429,
  restart: 1012,
  tryLater: 1013,
} as const;

const SECONDS = 1000;
const AUTHENTICATE_WITHIN = 5 * SECONDS;
const DRAIN_WITHIN = 30 * SECONDS;
/** What a client may send from one ping to the next. It has a token to show now and then, and an answer to each ping. */
const MOST_FRAMES = 100;
const FAREWELL_WITHIN = SECONDS;
/** Timers hold no more; a token that lives longer is verified again then. */
const LONGEST_TIMER = 2 ** 31 - 1;

const clientMessage = z.object({ type: z.literal('authenticate'), token: z.string().min(1), position: z.string().optional() });
type ClientMessage = z.output<typeof clientMessage>;

export type Connection = {
  /** Who it is for; undefined until a token was shown. */
  readonly caller: Caller | undefined;
  /** Sends a frame, or remembers that the client has missed something. */
  send(frame: Buffer): void;
  /** To be called every second or so: sends what was missed as one word, or gives up. */
  checkDrained(now: number): void;
  /** To be called at intervals; a client that has not answered the last call is gone. */
  ping(): void;
  close(code: number, reason: string): void;
  /** Without a word, for one that hears none. */
  terminate(): void;
};

/** Why a connection may not stay. */
export type Farewell = { readonly code: number; readonly reason: string };

type Options = {
  readonly verify: (token: string) => Promise<Caller>;
  /** Asked each time a token was accepted; answers why the connection may not stay, if so. */
  readonly admit: (connection: Connection) => Farewell | undefined;
  /** What one that was let in has missed since it stood at a position; undefined where that is not known. */
  readonly missed: (connection: Connection, position: string) => readonly Buffer[] | undefined;
  /** The word that says where who has heard everything stands now. */
  readonly position: () => Buffer;
  /** Bytes that may wait for the client. */
  readonly bufferBytes: number;
};

export const frameOf = (message: object): Buffer => Buffer.from(JSON.stringify(message));
const resync = frameOf({ type: 'resync' });

/** The server's end of one WebSocket: it lets the client in by its token, and out when that expires. */
export function connect(socket: WebSocket, { verify, admit, missed, position, bufferBytes }: Options): Connection {
  let caller: Caller | undefined;
  let isAlive = true;
  let laggingSince: number | undefined;
  let framesHeard = 0;
  let deadline = closeAfter(AUTHENTICATE_WITHIN, 'TOKEN_MISSING');

  const connection: Connection = {
    get caller() {
      return caller;
    },
    send(frame) {
      if (laggingSince !== undefined) return;
      if (socket.bufferedAmount > bufferBytes) laggingSince = Date.now();
      else socket.send(frame, { binary: false });
    },
    checkDrained(now) {
      if (laggingSince === undefined) return;
      if (socket.bufferedAmount === 0) {
        laggingSince = undefined;
        connection.send(resync);
      } else if (now - laggingSince > DRAIN_WITHIN) {
        connection.close(closeCodes.tooSlow, 'TOO_SLOW');
        // The word of farewell waits behind all that was not read.
        socket.terminate();
      }
    },
    ping() {
      if (!isAlive) socket.terminate();
      isAlive = false;
      framesHeard = 0;
      socket.ping();
    },
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
  };

  socket.on('message', (data, isBinary) => {
    count();
    // Who is being sent away is listened to no more.
    if (socket.readyState !== WebSocket.OPEN) return;
    const message = isBinary ? undefined : parse(data);
    if (message) authenticate(message).catch(sendAway);
    else connection.close(closeCodes.malformed, 'MALFORMED');
  });
  socket.on('ping', count);
  socket.on('pong', () => {
    isAlive = true;
    count();
  });
  socket.on('close', () => clearTimeout(deadline));
  // Frames that break the protocol and pipes that break end the connection by themselves: `close` follows.
  socket.on('error', () => undefined);

  async function authenticate({ token, position: from }: ClientMessage): Promise<void> {
    const verified = await verify(token);
    if (socket.readyState !== WebSocket.OPEN) return;
    if (caller && caller.user !== verified.user) throw unauthenticated('TOKEN_OF_ANOTHER', 'The token is of another person.');
    const isNew = !caller;
    caller = verified;
    const farewell = admit(connection);
    if (farewell) {
      connection.close(farewell.code, farewell.reason);
      return;
    }
    clearTimeout(deadline);
    deadline = closeAfter(verified.expiresAt.getTime() - Date.now(), 'TOKEN_EXPIRED');
    // All in one go: what happens from now on follows by itself.
    const since = isNew && from !== undefined ? missed(connection, from) : undefined;
    const resumed = !isNew || since !== undefined;
    connection.send(frameOf({ type: 'ready', expiresAt: verified.expiresAt.toISOString(), resumed }));
    for (const frame of since ?? []) connection.send(frame);
    if (isNew) connection.send(position());
  }

  /** Every token costs a verification and every ping an answer, which waits here where the client does not read. */
  function count(): void {
    framesHeard += 1;
    if (framesHeard !== MOST_FRAMES + 1) return;
    connection.close(closeCodes.tooMany, 'TOO_MANY_MESSAGES');
    socket.pause();
    setTimeout(() => socket.terminate(), FAREWELL_WITHIN).unref();
  }

  function closeAfter(milliseconds: number, reason: string): NodeJS.Timeout {
    return setTimeout(() => socket.close(closeCodes.unauthenticated, reason), Math.min(milliseconds, LONGEST_TIMER));
  }

  function sendAway(error: unknown): void {
    const { code, reason } = error instanceof Refusal ? error : unauthenticated('TOKEN_INVALID', 'The token cannot be read.');
    connection.close(code === Status.UNAVAILABLE ? closeCodes.tryLater : closeCodes.unauthenticated, reason);
  }

  return connection;
}

/** `ws` gives every message as one Buffer, unless told otherwise. */
function parse(data: RawData): ClientMessage | undefined {
  try {
    return Buffer.isBuffer(data) ? clientMessage.safeParse(JSON.parse(data.toString())).data : undefined;
  } catch {
    return undefined;
  }
}
