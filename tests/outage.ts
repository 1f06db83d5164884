import net, { type Socket, type TcpNetConnectOpts } from 'node:net';

/**
 * Cuts this process off from a port, for a client that connects to addresses which its server has told it, as those of
 * Kafka do, so that no proxy can stand between.
 */
export function outageOf(port: number) {
  const original = net.connect.bind(net);
  const sockets = new Set<Socket>();
  let away = false;

  const patched = (target: TcpNetConnectOpts, connected?: () => void): Socket => {
    if (target.port !== port) return original(target, connected);
    // Port 1 of this machine refuses whoever comes.
    const socket = away ? original({ port: 1, host: '127.0.0.1' }, connected) : original(target, connected);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  Object.assign(net, { connect: patched });

  return {
    begin() {
      away = true;
      for (const socket of sockets) socket.destroy(new Error('read ECONNRESET'));
    },
    end() {
      away = false;
    },
    /** The answers to whatever is on its way are lost; what was sent has arrived. */
    loseAnswers() {
      for (const socket of sockets) socket.removeAllListeners('data');
    },
    drop() {
      for (const socket of sockets) socket.destroy(new Error('read ECONNRESET'));
    },
    restore() {
      away = false;
      Object.assign(net, { connect: original });
    },
  };
}
