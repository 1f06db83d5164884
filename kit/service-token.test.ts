import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listening } from '../tests/listening.js';
import { serviceToken } from './service-token.js';

let asked = 0;
let answer: () => { status: number; body: string };
let realmUrl: string;
let close: () => Promise<void>;

beforeEach(async () => {
  asked = 0;
  answer = () => ({ status: 200, body: JSON.stringify({ access_token: `token-${asked}`, expires_in: 100 }) });
  const server = createServer((_, response) => {
    asked += 1;
    const { status, body } = answer();
    response.writeHead(status).end(body);
  });
  const listens = await listening(server);
  close = listens.close;
  realmUrl = `http://127.0.0.1:${listens.port}`;
});
afterEach(async () => {
  vi.useRealTimers();
  await close();
});

const token = () => serviceToken({ realmUrl, clientId: 'atrium-service', clientSecret: 'secret' });
const later = (seconds: number) =>
  vi.useFakeTimers({ toFake: ['performance'], now: performance.now() }).advanceTimersByTime(seconds * 1000);

test('many who need it at once ask once, and again only when it nears its end', async () => {
  const own = token();
  expect(new Set(await Promise.all(Array.from({ length: 10 }, own)))).toEqual(new Set(['token-1']));
  expect(await own()).toBe('token-1');
  later(81);
  expect(new Set(await Promise.all(Array.from({ length: 10 }, own)))).toEqual(new Set(['token-2']));
});

test('while the identity provider is away the last one serves to its end, and no longer', async () => {
  const own = token();
  await own();
  answer = () => ({ status: 503, body: '' });
  later(81);
  expect(await own()).toBe('token-1');
  vi.advanceTimersByTime(20_000);
  await expect(own()).rejects.toMatchObject({ reason: 'SERVICE_TOKEN_REFUSED' });
});

test('whatever else the identity provider does, the caller may try again later', async () => {
  for (const body of ['<html>', '{}', '{"access_token":1}']) {
    answer = () => ({ status: 200, body });
    await expect(token()()).rejects.toMatchObject({ reason: 'IDENTITY_PROVIDER_AWAY' });
  }
  await close();
  await expect(token()()).rejects.toMatchObject({ reason: 'IDENTITY_PROVIDER_AWAY' });
});
