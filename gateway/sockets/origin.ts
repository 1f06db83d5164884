import type { IncomingMessage } from 'node:http';

/** Whether a page of ours, or of an allowed origin, opens the socket. Programs that are no browsers name no origin. */
export function isOwnOrigin({ headers: { origin, host } }: IncomingMessage, allowed: readonly string[]): boolean {
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
