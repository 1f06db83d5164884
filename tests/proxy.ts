import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A way to a server, or to several that share the work, that can be cut: refused, as when the server is gone, stalled, as
 * when the network swallows everything, or slow.
 */
export async function proxyTo(host: string, ...ports: readonly number[]) {
  const sockets = new Set<Socket>();
  let way: 'open' | 'stalled' | 'refused' = 'open';
  let delayMilliseconds = 0;
  let next = 0;

  function forward(from: Socket, to: Socket): void {
    sockets.add(from);
    /** What is late keeps its place, also before what comes once nothing is delayed any more. */
    let last = Promise.resolve();
    let late = 0;
    from.on('data', (chunk) => {
      if (delayMilliseconds === 0 && late === 0) {
        to.write(chunk);
        return;
      }
      from.pause();
      late += 1;
      const arrived = sleep(delayMilliseconds);
      last = last.then(async () => {
        await arrived;
        to.write(chunk);
        late -= 1;
        if (way === 'open') from.resume();
      });
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    if (way === 'stalled') from.pause();
  }

  /** Asks one server after another, the next one first each time. */
  function reach(tries: number, reached: (upstream: Socket) => void, away: () => void): void {
    const port = ports[next++ % ports.length];
    if (port === undefined || tries === 0) {
      away();
      return;
    }
    const upstream = connect(port, host);
    const failed = () => reach(tries - 1, reached, away);
    upstream.once('error', failed);
    upstream.once('connect', () => {
      upstream.off('error', failed);
      reached(upstream);
    });
  }

  const server = createServer({ pauseOnConnect: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    if (way === 'refused') {
      socket.destroy();
      return;
    }
    const joined = (upstream: Socket) => {
      forward(socket, upstream);
      forward(upstream, socket);
      if (way === 'refused' || socket.destroyed) upstream.destroy();
      else if (way === 'open') socket.resume();
    };
    reach(ports.length, joined, () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The proxy does not listen.');

  return {
    port: address.port,
    stall() {
      way = 'stalled';
      for (const socket of sockets) socket.pause();
    },
    refuse() {
      way = 'refused';
      for (const socket of sockets) socket.destroy();
    },
    /** What is under way arrives later by so much, in each direction. */
    delay(milliseconds: number) {
      delayMilliseconds = milliseconds;
    },
    open() {
      way = 'open';
      delayMilliseconds = 0;
      for (const socket of sockets) socket.resume();
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

export type Proxy = Awaited<ReturnType<typeof proxyTo>>;
