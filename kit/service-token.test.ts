import { createServer } from 'node:http';
import { UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listening } from '../tests/listening.js';
import { serviceToken } from './service-token.js';

let asked = 0;
let answer: () => { status: number; body: string };
let realmUrl: string;
let close: () => Promise<void>;

beforeEach(async () => {
  // From the start: a clock that is replaced on the way begins at zero, however long the process has run.
  vi.useFakeTimers({ toFake: ['performance'] });
  asked = 0;
  answer = () => ({ status: 200, body: JSON.stringify({ access_token: signed(asked), expires_in: 100 }) });
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

const signed = (number: number, roles = ['service']) =>
  new UnsecuredJWT({ realm_access: { roles } }).setJti(`token-${number}`).encode();
const token = () => serviceToken({ realmUrl, clientId: 'atrium-service', clientSecret: 'secret' });
const later = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

test('many who need it at once ask once, and again only when it nears its end', async () => {
  const own = token();
  expect(new Set(await Promise.all(Array.from({ length: 10 }, own)))).toEqual(new Set([signed(1)]));
  expect(await own()).toBe(signed(1));
  later(81);
  expect(new Set(await Promise.all(Array.from({ length: 10 }, own)))).toEqual(new Set([signed(2)]));
});

test('while the identity provider is away the last one serves to its end, and no longer', async () => {
  const own = token();
  await own();
  answer = () => ({ status: 503, body: '' });
  later(81);
  expect(await own()).toBe(signed(1));
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

test('a token from before the account had its role is not kept', async () => {
  const own = token();
  answer = () => ({ status: 200, body: JSON.stringify({ access_token: signed(asked, ['offline_access']), expires_in: 300 }) });
  await expect(own()).rejects.toMatchObject({ reason: 'SERVICE_TOKEN_REFUSED' });
  answer = () => ({ status: 200, body: JSON.stringify({ access_token: signed(asked), expires_in: 300 }) });
  expect(await own()).toBe(signed(2));
});
