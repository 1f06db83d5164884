import WebSocket from 'ws';
import { z } from 'zod';

export interface Load {
  apiUrl: string;
  keycloakUrl: string;
  user: string;
  password: string;
  /** How many do one thing after the other. */
  clients: number;
  /** WebSockets that hear of everything. */
  sockets: number;
  seconds: number;
}

export interface Done {
  requests: number;
  /** Why requests failed, each as often as it happened. */
  failures: string[];
}

const tokenAnswer = z.object({ access_token: z.string() });
const written = z.object({ id: z.string() });

/**
 * Works as people do who have their tasks open: of ten requests two set a task, one completes it, two open one, five look at the list.
 * Each write wakes the sockets, and the services that hear of it.
 */
export async function work({ apiUrl, keycloakUrl, user, password, clients, sockets, seconds }: Load): Promise<Done> {
  const body = new URLSearchParams({
    grant_type: 'password',
    client_id: 'atrium-evaluation',
    username: user,
    password,
    scope: 'openid',
  });
  const answer = await fetch(`${keycloakUrl}/realms/atrium/protocol/openid-connect/token`, { method: 'POST', body });
  const { access_token: token } = tokenAnswer.parse(await answer.json());
  const open = await Promise.all(Array.from({ length: sockets }, () => listen(apiUrl, token)));
  const done: Done = { requests: 0, failures: [] };
  const end = Date.now() + seconds * 1000;

  async function call(method: string, path: string, content?: object): Promise<unknown> {
    done.requests += 1;
    try {
      const response = await fetch(`${apiUrl}/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(content && { body: JSON.stringify(content) }),
      });
      if (response.ok) return await response.json();
      done.failures.push(`${method} ${path} ${response.status} ${await response.text()}`);
    } catch (error) {
      done.failures.push(`${method} ${path} ${reasonOf(error)}`);
    }
    return undefined;
  }

  async function client(): Promise<void> {
    const me = written.parse(await call('GET', 'me'));
    while (Date.now() < end) {
      const set = written.safeParse(await call('POST', 'tasks', { title: 'Ask three suppliers for an offer', assignee: me.id }));
      const also = written.safeParse(await call('POST', 'tasks', { title: 'Write down what was agreed', assignee: me.id }));
      for (let look = 0; look < 5; look++) await call('GET', 'tasks?pageSize=30');
      for (const { data } of [set, also]) if (data) await call('GET', `tasks/${data.id}`);
      if (set.data) await call('POST', `tasks/${set.data.id}:complete`, {});
    }
  }

  await Promise.all(Array.from({ length: clients }, client));
  for (const socket of open) socket.terminate();
  return done;
}

/** What broke a connection stands behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function listen(apiUrl: string, token: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${apiUrl.replace('http', 'ws')}/v1/socket`);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'authenticate', token })));
    socket.once('message', () => resolve(socket));
    socket.once('error', reject);
  });
}
