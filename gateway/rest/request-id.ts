import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Gives the request an id that logs and answers share; a client's own is kept where it is one. */
export function setRequestId({ headers }: IncomingMessage, response: ServerResponse): void {
  const given = headers['x-request-id'];
  response.setHeader('x-request-id', typeof given === 'string' && /^[\w.:+/=-]{1,128}$/.test(given) ? given : randomUUID());
}

export function requestIdOf(response: ServerResponse): string {
  return String(response.getHeader('x-request-id'));
}

const actors = new WeakMap<ServerResponse, string>();

/** Notes who asks, for the log. */
export function setActor(response: ServerResponse, user: string): void {
  actors.set(response, user);
}

/** By what the log knows a request: its id, and who has made it once that is known. */
export const traitsOf = (response: ServerResponse): { request: string; actor?: string | undefined } => ({
  request: requestIdOf(response),
  actor: actors.get(response),
});
