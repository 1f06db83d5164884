import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Bus, BusEvent } from '../kit/bus.js';
import type { Directory } from '../kit/directory.js';
import type { Identity } from '../kit/identity.js';
import { sockets as openSockets } from '../kit/metrics.js';
import { inTraceAtOnce } from '../kit/telemetry.js';
import { createAdmission } from './sockets/admission.js';
import { closeCodes, type Connection, connect, frameOf } from './sockets/connection.js';
import { createHistory } from './sockets/history.js';
import { isOwnOrigin } from './sockets/origin.js';

const PATH = '/v1/socket';
const LARGEST_MESSAGE_BYTES = 16 * 1024;
const PING_MILLISECONDS = 30_000;
const DRAIN_CHECK_MILLISECONDS = 500;
const POSITION_MILLISECONDS = 5_000;
/** More than these changes are no less work for a client than to read anew what it shows. */
const MOST_MISSED = 500;
const FAREWELL_MILLISECONDS = 2_000;
/** Farewells are said in so many steps at most, so that those who go do not all knock elsewhere at the same moment. */
const FAREWELL_STEPS = 100;
const FAREWELL_STEP_MILLISECONDS = 50;
const LEAST_AT_ONCE = 10;

type Options = {
  readonly identity: Identity;
  readonly directory: Directory;
  readonly bus: Pick<Bus, 'remember'>;
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
  /** Sends all clients away little by little, to other replicas, and waits until they have gone. */
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
  const history = createHistory(services);
  let timers: NodeJS.Timeout[] = [];
  let isStopping = false;
  let toldPosition = '';

  bus.remember({
    ...history,
    take(event, place) {
      history.take(event, place);
      // Also what came before this process began: who goes on from there may be here before it has been read.
      tell(event);
    },
    onGap: () => sendTo(admission.everyone(), { type: 'resync' }),
  });

  /** The last step of a change: the trace that began with the request ends at the sockets that hear of it. */
  function tell({ kind, subject, version, action, audience, traceparent }: BusEvent): void {
    const reached = [...admission.reached(audience)];
    if (reached.length > 0)
      inTraceAtOnce(traceparent, `sockets ${kind}.${action}`, () =>
        sendTo(reached, { type: 'changed', kind, id: subject, version, action }),
      );
  }

  /** The frame is made once, however many hear it. */
  function sendTo(reached: Iterable<Connection>, message: object): void {
    const frame = frameOf(message);
    for (const connection of reached) connection.send(frame);
  }

  const position = () => frameOf({ type: 'position', position: history.position() });

  /** From time to time, so that who is cut off is told little twice. */
  function tellPosition(): void {
    if (history.position() === toldPosition) return;
    toldPosition = history.position();
    sendTo(admission.everyone(), { type: 'position', position: toldPosition });
  }

  function missed(connection: Connection, since: string): Buffer[] | undefined {
    const told = history.since(since)?.filter(({ audience }) => admission.isReached(connection, audience));
    return told && told.length <= MOST_MISSED ? told.map(({ frame }) => frame) : undefined;
  }

  function open(socket: WebSocket): void {
    const connection = connect(socket, { verify: identity.verify, admit: admission.admit, missed, position, bufferBytes });
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
      if (isStopping) refuse(stream, '503 Service Unavailable');
      else if (request.url?.split('?')[0] !== PATH) refuse(stream, '404 Not Found');
      else if (!isOwnOrigin(request, allowedOrigins)) refuse(stream, '403 Forbidden');
      else server.handleUpgrade(request, stream, head, open);
    },
    start() {
      timers = [
        setInterval(() => each((connection) => connection.ping()), PING_MILLISECONDS),
        setInterval(() => each((connection) => connection.checkDrained(Date.now())), DRAIN_CHECK_MILLISECONDS),
        setInterval(tellPosition, POSITION_MILLISECONDS),
      ];
    },
    async stop() {
      isStopping = true;
      for (const timer of timers) clearInterval(timer);
      const atOnce = Math.max(LEAST_AT_ONCE, Math.ceil(connections.size / FAREWELL_STEPS));
      for (const [index, connection] of [...connections].entries()) {
        if (index > 0 && index % atOnce === 0) await sleep(FAREWELL_STEP_MILLISECONDS);
        if (connection.caller) connection.send(frameOf({ type: 'bye', position: history.position() }));
        connection.close(closeCodes.restart, 'RESTART');
      }
      const end = Date.now() + FAREWELL_MILLISECONDS;
      while (connections.size > 0 && Date.now() < end) await sleep(20);
      admission.stop();
      each((connection) => connection.terminate());
    },
  };
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
