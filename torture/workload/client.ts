import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Attempt, type Fields, type Operation, type Recorder } from '../history.js';
import type { Person } from '../people.js';

/** What is to be asked; see Operation. */
export type Asked = Pick<Operation, 'name' | 'method' | 'path' | 'sent' | 'ifMatch' | 'mark'> & {
  /** Whether it carries an Idempotency-Key, and so may be sent again where its answer is lost. */
  readonly keyed: boolean;
  /** Whether it is sent once more though it was answered, as a client does that has lost the answer itself. */
  readonly repeated?: boolean;
};

export type Client = { perform(asked: Asked): Promise<Operation> };

const PATIENCE_MILLISECONDS = 20_000;
const LONGEST_PAUSE_MILLISECONDS = 2_000;
const Body = z.record(z.string(), z.unknown());

type Options = {
  apiUrl: string;
  person: Person;
  recorder: Recorder;
  nextId: () => number /** Until when what was lost is sent again. */;
  isOver: () => boolean;
};

/** Sends requests as a well-behaved client does: what it may send again it does, until it knows the outcome. */
export function clientOf({ apiUrl, person, recorder, nextId, isOver }: Options): Client {
  async function send({ method, path, sent, ifMatch }: Asked, key: string | undefined): Promise<Attempt> {
    const token = await person.token();
    const at = recorder.now();
    try {
      const response = await fetch(`${apiUrl}${path}`, {
        method,
        signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
        headers: {
          authorization: `Bearer ${token}`,
          ...(sent && { 'content-type': 'application/json' }),
          ...(key && { 'idempotency-key': key }),
          ...(ifMatch && { 'if-match': `"${ifMatch}"` }),
        },
        ...(sent && { body: JSON.stringify(sent) }),
      });
      const body = bodyOf(await response.text());
      const reason = typeof body?.reason === 'string' ? body.reason : undefined;
      return {
        at,
        until: recorder.now(),
        status: response.status,
        ...(reason && { reason }),
        ...(response.headers.has('retry-after') && { retryAfter: true }),
        ...(typeof body?.detail === 'string' && { detail: body.detail }),
        ...(body && response.ok && { body }),
      };
    } catch {
      return { at, until: recorder.now() };
    }
  }

  return {
    async perform(asked) {
      const { keyed, repeated, ...rest } = asked;
      const key = keyed ? randomUUID() : undefined;
      const attempts: Attempt[] = [await send(asked, key)];
      for (
        let pause = 100;
        keyed && isOpen(attempts.at(-1)) && !isOver();
        pause = Math.min(LONGEST_PAUSE_MILLISECONDS, pause * 2)
      ) {
        await sleep(pause);
        attempts.push(await send(asked, key));
      }
      if (repeated && keyed && attempts.at(-1)?.status === 200) attempts.push(await send(asked, key));
      const operation: Operation = { ...rest, id: nextId(), user: person.id, ...(key && { key }), attempts };
      recorder.operation(operation);
      return operation;
    },
  };
}

/** Whether the outcome is not known, or was put off. */
const isOpen = (attempt: Attempt | undefined): boolean =>
  attempt?.status === undefined || attempt.status >= 500 || attempt.status === 429 || attempt.status === 401;

function bodyOf(text: string): Fields | undefined {
  try {
    return Body.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
