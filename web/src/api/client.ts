import createClient, { type Middleware } from 'openapi-fetch';
import { accessToken, renewToken } from '../session/tokens';
import { ApiProblem, noAnswer, problemFrom } from './problem';
import type { paths } from './schema';

const authorize: Middleware = {
  async onRequest({ request }) {
    const token = await accessToken();
    if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
    return request;
  },
  onResponse({ response }) {
    // The provider ended the session, or our clock is wrong: a new token, for the next attempt.
    if (response.status === 401) void renewToken();
    return undefined;
  },
  onError({ error }) {
    return new ApiProblem(noAnswer, { detail: error instanceof Error ? error.message : String(error), reason: 'NO_ANSWER' });
  },
};

export const api = createClient<paths>({ baseUrl: '/', querySerializer: { array: { style: 'form', explode: true } } });
api.use(authorize);

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** The body of an answer; throws an ApiProblem where the call was refused or failed. */
export async function answer<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (data !== undefined) return data;
  throw problemFrom(response, error);
}

/** For calls that answer with nothing. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw problemFrom(response, error);
}

/** Only if nobody changed it since this version was read. */
export const ifVersion = (version: string | number | undefined) => ({ 'If-Match': `"${version ?? 0}"` });

/** Makes a create safe to repeat: one key for one thing the person wants made. */
export const idempotencyKey = (): string => crypto.randomUUID();
