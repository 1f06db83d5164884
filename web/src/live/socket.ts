import { backoff } from './backoff';
import { parseMessage, type ServerMessage } from './message';

export type SocketOptions = {
  url: string;
  token: () => Promise<string | undefined>;
  onMessage: (message: ServerMessage) => void;
  /** Called with false when the connection is lost, with true when it stands. */
  onConnected: (connected: boolean) => void;
};

export type LiveSocket = {
  /** Sends a renewed token, before the server closes for the old one. */
  authenticate: (token: string) => void;
  /** Tries at once instead of waiting, e.g. when the device is online again. */
  retry: () => void;
  close: () => void;
};

/** A connection that lasts this long counts as good: the next loss starts with a short wait again. */
const steady = 5000;

/** The socket that says what changed. It reconnects by itself until it is closed. */
export function openSocket({ url, token, onMessage, onConnected }: SocketOptions): LiveSocket {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stable: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let closed = false;

  const send = (message: object) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };

  function connect(): void {
    clearTimeout(timer);
    timer = undefined;
    const opened = new WebSocket(url);
    socket = opened;
    opened.onopen = async () => {
      const current = await token();
      if (current === undefined) {
        opened.close();
        return;
      }
      send({ type: 'authenticate', token: current });
      onConnected(true);
      stable = setTimeout(() => {
        attempt = 0;
      }, steady);
    };
    opened.onmessage = ({ data }) => {
      const message = parseMessage(data);
      if (message !== undefined) onMessage(message);
    };
    opened.onclose = () => {
      clearTimeout(stable);
      if (closed || socket !== opened) return;
      onConnected(false);
      timer = setTimeout(connect, backoff(attempt));
      attempt += 1;
    };
  }

  connect();
  return {
    authenticate: (renewed) => send({ type: 'authenticate', token: renewed }),
    retry() {
      if (timer !== undefined) connect();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(stable);
      socket?.close();
    },
  };
}
