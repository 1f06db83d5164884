import { AsyncLocalStorage } from 'node:async_hooks';
import net, { type Socket, type TcpNetConnectOpts } from 'node:net';

/**
 * Cuts a client off from a port, where the client connects to addresses which its server has told it, as those of Kafka do,
 * so that no proxy can stand between. It concerns the connections opened in the course of `run`.
 */
export function outageOf(port: number) {
  const original = net.connect.bind(net);
  const concerned = new AsyncLocalStorage<true>();
  const sockets = new Set<Socket>();
  let away = false;

  const patched = (target: TcpNetConnectOpts, connected?: () => void): Socket => {
    if (target.port !== port || !concerned.getStore()) return original(target, connected);
    // Port 1 of this machine refuses whoever comes.
    const socket = original(away ? { port: 1, host: '127.0.0.1' } : target, connected);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  Object.assign(net, { connect: patched });

  return {
    run: <Result>(work: () => Result): Result => concerned.run(true, work),
    begin() {
      away = true;
      for (const socket of sockets) socket.destroy(new Error('read ECONNRESET'));
    },
    end() {
      away = false;
    },
    /** Whatever is sent still arrives, and is never answered. */
    loseAnswers() {
      for (const socket of sockets) socket.removeAllListeners('data');
    },
    restore() {
      Object.assign(net, { connect: original });
    },
  };
}
