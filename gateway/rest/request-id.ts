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
