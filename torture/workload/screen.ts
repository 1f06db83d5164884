import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { z } from 'zod';
import { textOf } from '../../tests/socket.js';
import type { Recorder } from '../history.js';
import type { Person } from '../people.js';
import { participants, TaskAnswer } from './world.js';

const Frame = z.object({
  type: z.string(),
  kind: z.string().default(''),
  id: z.coerce.string().default(''),
  version: z.number().default(0),
  action: z.string().default(''),
});
const Page = z.object({ tasks: z.array(TaskAnswer).default([]), nextPageToken: z.string().default('') });

/** A person's screen: the tasks the person takes part in, by their versions, kept true by the socket alone. */
export type Screen = {
  shown(): ReadonlyMap<string, string>;
  /** What it would show if it were opened now. */
  afresh(): Promise<Map<string, string>>;
  close(): void;
};

type Options = { apiUrl: string; person: Person; recorder: Recorder };

const RECONNECT_MILLISECONDS = 500;

/** As the web client does: whenever the socket opens, or tells of a gap, all is fetched anew; else what has changed is. */
export function screenOf({ apiUrl, person, recorder }: Options): Screen {
  let shown = new Map<string, string>();
  let socket: WebSocket | undefined;
  let closed = false;
  /** Fetches go one after another, so that an older answer never comes last. */
  let last: Promise<unknown> = Promise.resolve();

  async function get(path: string): Promise<{ status: number; json: unknown }> {
    const response = await fetch(`${apiUrl}${path}`, {
      headers: { authorization: `Bearer ${await person.token()}` },
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return { status: response.status, json: response.ok ? JSON.parse(text) : undefined };
  }

  /** Asks until there is an answer. */
  async function answered(path: string): Promise<{ status: number; json: unknown }> {
    for (;;) {
      const answer = await get(path).catch(() => undefined);
      if (answer && answer.status < 500 && answer.status !== 401) return answer;
      if (closed) throw new Error('The screen was closed.');
      await sleep(200);
    }
  }

  async function afresh(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const filter = `"u:${person.id}" in participants`;
    for (let pageToken: string | undefined = ''; pageToken !== undefined; ) {
      const query = new URLSearchParams({ page_size: '500', filter, order_by: 'id asc', page_token: pageToken });
      const page = Page.parse((await answered(`/v1/tasks?${query.toString()}`)).json);
      for (const { id, version } of page.tasks) found.set(id, version);
      pageToken = page.nextPageToken || undefined;
    }
    return found;
  }

  function inTurn(work: () => Promise<void>): void {
    last = last.then(work).catch(() => undefined);
  }

  async function refetch(id: string): Promise<void> {
    const { status, json } = await answered(`/v1/tasks/${id}`);
    const task = status === 200 ? TaskAnswer.parse(json) : undefined;
    if (task && !task.deletedAt && participants(task).includes(`u:${person.id}`)) shown.set(id, task.version);
    else shown.delete(id);
  }

  async function open(): Promise<void> {
    const opened = new WebSocket(`${apiUrl.replace('http', 'ws')}/v1/socket`, { handshakeTimeout: 5_000 });
    socket = opened;
    let alive = Date.now();
    // The server calls every half a minute; one that does so no more is gone, though the connection may not know it.
    const watch = setInterval(() => {
      if (Date.now() - alive > 45_000) opened.terminate();
    }, 5_000);
    opened.on('ping', () => {
      alive = Date.now();
    });
    opened.on('open', () => void person.token().then((token) => opened.send(JSON.stringify({ type: 'authenticate', token }))));
    opened.on('message', (data) => hear(Frame.parse(JSON.parse(textOf(data)))));
    opened.on('error', () => undefined);
    opened.on('close', () => {
      clearInterval(watch);
      if (!closed) setTimeout(() => void open(), RECONNECT_MILLISECONDS);
    });
  }

  function hear({ type, kind, id, version, action }: z.infer<typeof Frame>): void {
    if (type === 'changed') {
      recorder.push({ user: person.id, at: recorder.now(), kind, subject: id, version, action });
      if (kind === 'task') inTurn(() => refetch(id));
    }
    if (type === 'ready' || type === 'resync')
      inTurn(async () => {
        shown = await afresh();
      });
  }

  void open();
  return {
    shown: () => shown,
    afresh,
    close() {
      closed = true;
      socket?.terminate();
    },
  };
}
