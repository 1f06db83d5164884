import { backoff } from './backoff';
import { parseMessage, type ServerMessage } from './message';

export type SocketOptions = {
  url: string;
  token: () => Promise<string | undefined>;
  /** Asks for a new token, where the one shown was not accepted. */
  renew: () => Promise<void>;
  onMessage: (message: ServerMessage) => void;
  /** Called with false when the connection is lost, with true when it stands; `resumed` where nothing is left out in between. */
  onConnected: (connected: boolean, resumed: boolean) => void;
};

export type LiveSocket = {
  /** Sends a renewed token, before the server closes for the old one. */
  authenticate: (token: string) => void;
  /** Tries at once instead of waiting, e.g. when the device is online again. */
  retry: () => void;
  close: () => void;
};

/** The token was missing, bad or has expired: the gateway's own code. */
const unauthenticated = 4401;

/** The socket that says what changed. It reconnects by itself until it is closed. */
export function openSocket({ url, token, renew, onMessage, onConnected }: SocketOptions): LiveSocket {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let closed = false;
  /** Where this client stands: which changes it has heard of. */
  let position: string | undefined;

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
      if (current === undefined) opened.close();
      else send({ type: 'authenticate', token: current, position });
    };
    opened.onmessage = ({ data }) => {
      const message = parseMessage(data);
      if (message?.type === 'ready') {
        attempt = 0;
        onConnected(true, message.resumed);
      } else if (message?.type === 'position' || message?.type === 'bye') position = message.position;
      else if (message !== undefined) onMessage(message);
    };
    opened.onclose = ({ code }) => {
      if (closed || socket !== opened) return;
      onConnected(false, false);
      if (code === unauthenticated) void renew();
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
      socket?.close();
    },
  };
}
