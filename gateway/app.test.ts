import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testGateway } from './gateway.testing.js';
import { webFiles } from './web/files.js';

const folder = mkdtempSync(join(tmpdir(), 'atrium-web-'));
mkdirSync(join(folder, 'assets'));
const script = `console.log(${JSON.stringify('x'.repeat(5000))})`;
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Atrium</title>');
writeFileSync(join(folder, 'assets/main-4f3a.js'), script);
writeFileSync(join(folder, 'icon.png'), Buffer.alloc(10, 1));

let gateway: Awaited<ReturnType<typeof testGateway>>;
beforeAll(async () => {
  gateway = await testGateway({ files: webFiles(folder), env: { ATRIUM_CORS_ORIGINS: 'https://portal.example.com' } });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

const reasonOf = async (response: Response) => {
  const body: unknown = await response.json();
  return typeof body === 'object' && body && 'reason' in body ? body.reason : undefined;
};

describe('tokens', () => {
  const withToken = (token: string) => gateway.fetch('/v1/tasks/42', { headers: { authorization: `Bearer ${token}` } });

  test('a request without one is challenged, without the word error', async () => {
    const response = await gateway.fetch('/v1/tasks/42', { headers: { authorization: '' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="atrium"');
    expect(await reasonOf(response)).toBe('TOKEN_MISSING');
  });

  test('of another kind is none', async () => {
    const response = await gateway.fetch('/v1/tasks/42', { headers: { authorization: 'Basic YW5uYTphdHJpdW0=' } });
    expect(await reasonOf(response)).toBe('TOKEN_MISSING');
  });

  test('expired, foreign, unsigned and broken ones are refused', async () => {
    const { issuer } = gateway;
    const { privateKey } = await generateKeyPair('RS256');
    const [header = '', payload = ''] = gateway.token.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const symmetric = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject('anna').setIssuer(issuer.issuer).setAudience('atrium-api').setExpirationTime('1h').sign(new TextEncoder().encode('secret-that-is-long-enough-for-hs256')); // biome-ignore format: one step
    const refused: [string, string][] = [
      [await issuer.token({ sub: 'anna' }, { expiresIn: -60 }), 'TOKEN_EXPIRED'],
      [await issuer.token({ sub: 'anna' }, { issuer: 'https://evil.example.com/realms/atrium' }), 'TOKEN_INVALID'],
      [await issuer.token({ sub: 'anna' }, { audience: 'another-app' }), 'TOKEN_INVALID'],
      [await issuer.token({ sub: 'anna' }, { key: privateKey }), 'TOKEN_INVALID'],
      [unsigned, 'TOKEN_INVALID'],
      [symmetric, 'TOKEN_INVALID'],
      [`${header}.${payload}`, 'TOKEN_INVALID'],
      [`${gateway.token}x`, 'TOKEN_INVALID'],
      ['x', 'TOKEN_INVALID'],
    ];
    for (const [token, reason] of refused) {
      const response = await withToken(token);
      expect(response.status, token).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
      expect(await reasonOf(response)).toBe(reason);
    }
    expect(gateway.calls).toEqual([]);
  });

  test('none of them is ever in the log', () => {
    expect(gateway.logged()).not.toMatch(/eyJ|Bearer/);
  });
});

test('who asks too often is told to wait, each person for themselves', async () => {
  const strict = await testGateway({ env: { ATRIUM_RATE_LIMIT_PER_MINUTE: '3' } });
  const boris = { authorization: `Bearer ${await strict.issuer.token({ sub: 'boris' })}` };
  for (let count = 0; count < 3; count++) expect((await strict.fetch('/v1/tasks/42')).status).toBe(200);
  const refused = await strict.fetch('/v1/tasks/42');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('ratelimit-remaining')).toBe('0');
  expect(await reasonOf(refused)).toBe('RATE_LIMITED');
  expect((await strict.fetch('/v1/tasks/42', { headers: boris })).status).toBe(200);

  const guess = () => strict.fetch('/v1/tasks/42', { headers: { authorization: 'Bearer guessed' } });
  for (let count = 0; count < 3; count++) expect((await guess()).status).toBe(401);
  expect((await guess()).status).toBe(429);
  expect((await strict.fetch('/v1/tasks/42', { headers: boris })).status).toBe(200);
  await strict.close();
});

describe('browsers', () => {
  test('are told to run nothing but our scripts and to talk to nobody but us and the identity provider', async () => {
    const { headers } = await gateway.fetch('/', { headers: { accept: 'text/html' } });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';style-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(policy).toContain(`connect-src 'self' ws://localhost:8080 ${gateway.issuer.url}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('strict-transport-security')).toBe(false);
  });

  test('are told that an answer of the API is no page: to guess nothing, frame nothing and run nothing of it', async () => {
    for (const path of ['/v1/tasks/42', '/v1/nothing']) {
      const { headers } = await gateway.fetch(path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.has('x-powered-by')).toBe(false);
    }
  });

  test('are told to stay with HTTPS where that is how Atrium is reached', async () => {
    const encrypted = await testGateway({ env: { ATRIUM_PUBLIC_URL: 'https://atrium.example.com' } });
    const { headers } = await encrypted.fetch('/config.json');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('content-security-policy')).toContain('wss://atrium.example.com');
    const { headers: ofApi } = await encrypted.fetch('/v1/tasks/42');
    expect(ofApi.get('strict-transport-security')).toBe('max-age=31536000');
    await encrypted.close();
  });

  test('may call from allowed origins only', async () => {
    const preflight = (origin: string) =>
      gateway.fetch('/v1/tasks', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', authorization: '' },
      });
    const allowed = await preflight('https://portal.example.com');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://portal.example.com');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('If-Match');
    const denied = await preflight('https://evil.example.com');
    expect(denied.headers.has('access-control-allow-origin')).toBe(false);
    expect(denied.headers.get('vary')).toContain('Origin');
    const answer = await gateway.fetch('/v1/tasks/42', { headers: { origin: 'https://portal.example.com' } });
    expect(answer.headers.get('access-control-expose-headers')).toContain('ETag');
  });
});

describe('the web client', () => {
  const page = { accept: 'text/html,*/*' };

  test('is one page for all addresses of its own', async () => {
    for (const path of ['/', '/tasks/42', '/people?q=kim']) {
      const response = await gateway.fetch(path, { headers: page });
      expect(await response.text()).toContain('<title>Atrium</title>');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
  });

  test('keeps files for ever whose names change with them, compressed as the browser likes', async () => {
    const response = await fetch(`${gateway.url}/assets/main-4f3a.js`, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(Number(response.headers.get('content-length'))).toBeLessThan(200);
    expect(await response.text()).toBe(script);
    const plain = await fetch(`${gateway.url}/assets/main-4f3a.js`, { headers: { 'accept-encoding': 'br;q=0, identity' } });
    expect(plain.headers.has('content-encoding')).toBe(false);
    const { bytes } = (await webFiles(folder).get('/assets/main-4f3a.js')?.read('br')) ?? {};
    expect(brotliDecompressSync(bytes ?? '').toString()).toBe(script);
  });

  test('is not sent again to who has it', async () => {
    const etag = (await gateway.fetch('/', { headers: page })).headers.get('etag') ?? '';
    expect((await gateway.fetch('/', { headers: { ...page, 'if-none-match': etag } })).status).toBe(304);
  });

  test.each([
    '/assets/missing.js',
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2f..%2fetc%2fpasswd',
    '/index.html%00.png',
    '/.env',
    '/%ff',
  ])('%s is not there', async (path) => {
    const response = await gateway.fetch(path);
    expect(response.status).toBe(404);
    expect(await reasonOf(response)).toBe('NO_SUCH_PATH');
  });

  test('a script that misses something hears so instead of getting a page', async () => {
    expect((await gateway.fetch('/tasks/42', { headers: { accept: 'application/json' } })).status).toBe(404);
    expect((await gateway.fetch('/tasks/42', { method: 'POST', headers: page })).status).toBe(404);
  });

  test('learns where to sign in', async () => {
    expect(await (await gateway.fetch('/config.json')).json()).toMatchObject({
      issuer: gateway.issuer.issuer,
      clientId: 'atrium-web',
    });
    expect(await (await gateway.fetch('/robots.txt')).text()).toContain('Disallow: /');
  });
});
