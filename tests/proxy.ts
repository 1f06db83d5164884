import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut: refused, as when the server is gone, or stalled, as when the network swallows everything. */
export async function proxyTo(host: string, port: number) {
  const sockets = new Set<Socket>();
  let way: 'open' | 'stalled' | 'refused' = 'open';

  function forward(from: Socket, to: Socket): void {
    sockets.add(from);
    from.on('data', (chunk) => {
      to.write(chunk);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    if (way === 'stalled') from.pause();
  }

  const server = createServer((socket) => {
    if (way === 'refused') {
      socket.destroy();
      return;
    }
    const upstream = connect(port, host);
    forward(socket, upstream);
    forward(upstream, socket);
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
    open() {
      way = 'open';
      for (const socket of sockets) socket.resume();
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
