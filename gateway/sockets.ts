import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Bus, BusEvent } from '../kit/bus.js';
import type { Directory } from '../kit/directory.js';
import type { Identity } from '../kit/identity.js';
import { sockets as openSockets } from '../kit/metrics.js';
import { createAdmission } from './sockets/admission.js';
import { closeCodes, type Connection, connect, frameOf } from './sockets/connection.js';
import { isOwnOrigin } from './sockets/origin.js';

const PATH = '/v1/socket';
const LARGEST_MESSAGE_BYTES = 16 * 1024;
const PING_MILLISECONDS = 30_000;
const DRAIN_CHECK_MILLISECONDS = 500;
const FAREWELL_MILLISECONDS = 2_000;

type Options = {
  readonly identity: Identity;
  readonly directory: Directory;
  readonly bus: Pick<Bus, 'broadcast'>;
  /** Whose events are told. */
  readonly services: readonly string[];
  /** Origins other than our own whose pages may connect. */
  readonly allowedOrigins: readonly string[];
  /** Bytes that may wait for a slow client before it is told to start over instead. */
  readonly bufferBytes: number;
};

export type Sockets = {
  /** For the `upgrade` event of an HTTP server. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** Begins to look after clients: who is gone, who has caught up. */
  start(): void;
  /** Sends all clients away, to another replica, and waits until they have gone. */
  stop(): Promise<void>;
};

/**
 * The live side of the API: tells each client what has changed among the things it may see. Only identity travels, so
 * that a socket can tell nothing which a read would refuse.
 */
export function createSockets({ identity, directory, bus, services, allowedOrigins, bufferBytes }: Options): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, perMessageDeflate: false });
  const connections = new Set<Connection>();
  const admission = createAdmission(directory);
  let timers: NodeJS.Timeout[] = [];

  bus.broadcast(services, tell, () => sendTo(admission.everyone(), { type: 'resync' }));

  function tell({ kind, subject, version, action, audience }: BusEvent): void {
    sendTo(admission.reached(audience), { type: 'changed', kind, id: subject, version, action });
  }

  /** The frame is made once, however many hear it. */
  function sendTo(reached: Iterable<Connection>, message: object): void {
    const frame = frameOf(message);
    for (const connection of reached) connection.send(frame);
  }

  function open(socket: WebSocket): void {
    const connection = connect(socket, { verify: identity.verify, admit: admission.admit, bufferBytes });
    connections.add(connection);
    openSockets.inc();
    socket.once('close', () => {
      connections.delete(connection);
      admission.dismiss(connection);
      openSockets.dec();
    });
  }

  function each(work: (connection: Connection) => void): void {
    for (const connection of connections) work(connection);
  }

  return {
    upgrade(request, stream, head) {
      stream.on('error', () => stream.destroy());
      if (request.url?.split('?')[0] !== PATH) refuse(stream, '404 Not Found');
      else if (!isOwnOrigin(request, allowedOrigins)) refuse(stream, '403 Forbidden');
      else server.handleUpgrade(request, stream, head, open);
    },
    start() {
      timers = [
        setInterval(() => each((connection) => connection.ping()), PING_MILLISECONDS),
        setInterval(() => each((connection) => connection.checkDrained(Date.now())), DRAIN_CHECK_MILLISECONDS),
      ];
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      admission.stop();
      sendTo(connections, { type: 'bye' });
      each((connection) => connection.close(closeCodes.restart, 'RESTART'));
      const end = Date.now() + FAREWELL_MILLISECONDS;
      while (connections.size > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
      each((connection) => connection.terminate());
    },
  };
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
