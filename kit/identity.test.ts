import { createServer } from 'node:http';
import fc from 'fast-check';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { type TestIssuer, testIssuer } from '../tests/issuer.js';
import { listening } from '../tests/listening.js';
import { type Caller, type Identity, identity } from './identity.js';

let issuer: TestIssuer;
let verifier: Identity;

beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.close());
beforeEach(() => {
  verifier = verifierOf();
});

const keysUrl = () => `${issuer.issuer}/protocol/openid-connect/certs`;
const verifierOf = (options: { keysUrl?: string; remember?: number } = {}) =>
  identity({ issuer: issuer.issuer, keysUrl: keysUrl(), audience: 'atrium-api', cooldown: 0, ...options });
const invalid = { reason: 'TOKEN_INVALID' };

test('a good token says who calls', async () => {
  const claims = {
    sub: 'anna',
    roles: ['admin', 'offline_access'],
    email: 'anna@example.com',
    given_name: 'Anna',
    family_name: 'Petrova',
  };
  const caller = await verifier.verify(await issuer.token(claims));
  expect(caller).toMatchObject({
    user: 'anna',
    roles: ['admin'],
    email: 'anna@example.com',
    firstName: 'Anna',
    lastName: 'Petrova',
  });
});

test('no token, an expired one and one that expires while it is remembered', async () => {
  await expect(verifier.verify(undefined)).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
  await expect(verifier.verify(await issuer.token({ sub: 'anna' }, { expiresIn: -1 }))).rejects.toMatchObject({
    reason: 'TOKEN_EXPIRED',
  });

  const token = await issuer.token({ sub: 'anna' }, { expiresIn: 60 });
  await verifier.verify(token);
  vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'TOKEN_EXPIRED' });
});

test('people of the realm who have no role in Atrium are refused, each time', async () => {
  const token = await issuer.token({ sub: 'visitor', roles: ['offline_access', 'customer'] });
  for (let times = 0; times < 2; times++) await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'NO_ROLE' });
});

test('a foreign issuer, another audience and a foreign key are refused', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  for (const overrides of [{ issuer: 'https://elsewhere.example' }, { audience: 'another-api' }, { key: privateKey }])
    await expect(verifier.verify(await issuer.token({ sub: 'anna' }, overrides))).rejects.toMatchObject(invalid);
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = () => ({
  sub: 'anna',
  iss: issuer.issuer,
  aud: 'atrium-api',
  exp: Math.floor(Date.now() / 1000) + 300,
  realm_access: { roles: ['admin'] },
});
const Keys = z.object({ keys: z.array(z.looseObject({ kid: z.string(), n: z.string() })) });

test('an unsigned token, and one signed with the public key as if it were a secret, are refused', async () => {
  const published = Keys.parse(await (await fetch(keysUrl())).json());
  const [key] = published.keys;
  for (const alg of ['none', 'None', ''])
    await expect(verifier.verify(`${part({ alg, kid: key?.kid })}.${part(claims())}.`)).rejects.toMatchObject(invalid);
  for (const secret of [JSON.stringify(key), key?.n ?? '', Buffer.from(key?.n ?? '', 'base64url')]) {
    const forged = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: key?.kid }).sign(Buffer.from(secret));
    await expect(verifier.verify(forged)).rejects.toMatchObject(invalid);
  }
});

test('claims changed after signing, and headers that name another place for the key, are refused', async () => {
  const [header = '', , signature = ''] = (await issuer.token({ sub: 'anna' })).split('.');
  await expect(verifier.verify(`${header}.${part({ ...claims(), sub: 'boris' })}.${signature}`)).rejects.toMatchObject(invalid);
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await crypto.subtle.exportKey('jwk', publicKey)) };
  const { keys } = Keys.parse(await (await fetch(keysUrl())).json());
  for (const extra of [{ jwk }, { jku: 'http://127.0.0.1:1/' }, { x5u: 'http://127.0.0.1:1/' }, { crit: ['b64'], b64: false }]) {
    const forged = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'RS256', kid: keys[0]?.kid, ...extra })
      .sign(privateKey)
      .catch(() => `${part({ alg: 'RS256', ...extra })}.${part(claims())}.AAAA`);
    await expect(verifier.verify(forged)).rejects.toMatchObject(invalid);
  }
});

test('whatever stands in the place of a token, it is refused as one', async () => {
  const good = await issuer.token({ sub: 'anna' });
  const parts = good.split('.');
  const mutated = fc
    .tuple(fc.nat(good.length - 1), fc.string({ minLength: 1, maxLength: 3 }))
    .map(([at, text]) => good.slice(0, at) + text + good.slice(at + 1));
  const shuffled = fc
    .array(
      fc.oneof(
        fc.constantFrom(...parts, ''),
        fc.json().map((json) => Buffer.from(json).toString('base64url')),
      ),
      { maxLength: 5 },
    )
    .map((all) => all.join('.'));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ minLength: 1 }), mutated, shuffled), async (token) => {
      fc.pre(token !== '' && !sameSignature(token, good));
      await expect(verifier.verify(token)).rejects.toMatchObject(invalid);
    }),
    { numRuns: 200 },
  );
});

/** The last character of a signature in base64 has bits that say nothing. */
const sameSignature = (a: string, b: string): boolean => {
  const [headA, bodyA, signatureA = ''] = a.split('.');
  const [headB, bodyB, signatureB = ''] = b.split('.');
  return headA === headB && bodyA === bodyB && Buffer.from(signatureA, 'base64url').equals(Buffer.from(signatureB, 'base64url'));
};

test('after the keys have been exchanged new tokens are good without a restart, and old ones no longer', async () => {
  const before = await issuer.token({ sub: 'anna' });
  const remembered = await issuer.token({ sub: 'boris' });
  await verifier.verify(remembered);
  await issuer.rotate();
  const after = await issuer.token({ sub: 'anna' });
  expect((await verifier.verify(after)).user).toBe('anna');
  await expect(verifier.verify(before)).rejects.toMatchObject(invalid);
  await expect(verifier.verify(remembered)).rejects.toMatchObject(invalid);
});

test('while the old key is still published its tokens stay good', async () => {
  const before = await issuer.token({ sub: 'anna' });
  await issuer.rotate({ keepOld: true });
  await verifier.verify(await issuer.token({ sub: 'boris' }));
  expect((await verifier.verify(before)).user).toBe('anna');
});

test('keys that cannot be had are told as such, not as a bad token', async () => {
  const answers: Record<string, (respond: (status: number, body: string) => void) => void> = {
    error: (respond) => respond(500, ''),
    page: (respond) => respond(200, '<html>Please wait</html>'),
    otherJson: (respond) => respond(200, '{"keys":"none"}'),
    redirect: (respond) => respond(302, ''),
  };
  const server = createServer(({ url = '' }, response) =>
    answers[url.slice(1)]?.((status, body) => response.writeHead(status).end(body)),
  );
  const { port, close } = await listening(server);
  onTestFinished(close);
  const token = await issuer.token({ sub: 'anna' });
  const places = [...Object.keys(answers).map((name) => `http://127.0.0.1:${port}/${name}`), 'http://127.0.0.1:1/certs'];
  for (const place of places)
    await expect(verifierOf({ keysUrl: place }).verify(token)).rejects.toMatchObject({ reason: 'KEYS_AWAY' });
});

test('who was verified before is known while the identity provider is away', async () => {
  const own = await testIssuer();
  const known = identity({ issuer: own.issuer, keysUrl: `${own.issuer}/certs`, audience: 'atrium-api' });
  const token = await own.token({ sub: 'anna' });
  const first = await known.verify(token);
  await own.close();
  expect(await known.verify(token)).toBe(first);
});

test('a token that was not seen before is good while the identity provider is away, by keys however old', async () => {
  const own = await testIssuer();
  const known = identity({ issuer: own.issuer, keysUrl: `${own.issuer}/certs`, audience: 'atrium-api', cooldown: 0, fresh: 0 });
  await known.verify(await own.token({ sub: 'anna' }));
  const unseen = await own.token({ sub: 'boris' });
  await own.rotate();
  const ofNewKey = await own.token({ sub: 'boris' });
  await own.close();
  expect((await known.verify(unseen)).user).toBe('boris');
  await expect(known.verify(ofNewKey)).rejects.toMatchObject({ reason: 'KEYS_AWAY' });
});

test('it remembers no more tokens than it is to', async () => {
  const small = verifierOf({ remember: 3 });
  const tokens = await Promise.all(Array.from({ length: 5 }, (_, index) => issuer.token({ sub: `user-${index}` })));
  const first: Caller[] = [];
  for (const token of tokens) first.push(await small.verify(token));
  const again: Caller[] = [];
  for (const token of [...tokens].reverse()) again.unshift(await small.verify(token));
  expect(again.map((caller, index) => caller === first[index])).toEqual([false, false, true, true, true]);
});
