import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { serviceToken } from '../../../kit/service-token.js';
import type { Settings } from '../../../kit/settings.js';
import { type TestDatabase, testDatabase } from '../../../tests/database.js';
import { testLog } from '../../../tests/log.js';
import { until } from '../../../tests/process.js';
import type { Keycloak } from '../keycloak.js';
import { requireRealm } from './check.js';
import { administrator, MAKING_A_REALM, realmSettings, tokenOf } from './realm.testing.js';
import { setUpRealm } from './setup.js';

/** The realm of development, which most tests look at; making one takes Keycloak seconds. */
const settings = realmSettings();
const made: Settings[] = [settings];
let database: TestDatabase;
let keycloak: Keycloak;

beforeAll(async () => {
  database = await testDatabase('auth');
  await Promise.all([setUp(settings), setUp(settings), setUp(settings)]);
  keycloak = await administrator(settings);
}, MAKING_A_REALM);
afterAll(async () => {
  for (const { keycloakRealm: realm } of made) await keycloak.realms.del({ realm }).catch(() => undefined);
  await database.stop();
});

function newSettings(more: Record<string, string> = {}): Settings {
  const fresh = realmSettings(more);
  made.push(fresh);
  return fresh;
}

const containing = (...items: string[]): unknown => expect.arrayContaining(items);

const setUp = (of: Settings) => setUpRealm({ settings: of, store: database.store, log: testLog });

test('several replicas at once have made one realm, and all succeeded', async () => {
  expect(await keycloak.users.count()).toBe(6);
  expect((await keycloak.clients.find()).filter(({ clientId }) => clientId?.startsWith('atrium'))).toHaveLength(4);
});

test('the people of development sign in, and their tokens tell services who they are', async () => {
  const claims = decodeJwt(await tokenOf(settings, 'yuna'));
  expect(claims.sub).toMatch(/^[0-9a-f-]{36}$/);
  expect(claims).toMatchObject({
    iss: `${settings.keycloakPublicUrl}/realms/${settings.keycloakRealm}`,
    aud: 'atrium-api',
    realm_access: { roles: ['employee'] },
    preferred_username: 'yuna',
    email: 'yuna@atrium.localhost',
    given_name: '유나',
    family_name: '김',
    locale: 'ko',
  });
  expect(decodeJwt(await tokenOf(settings, 'anna@atrium.localhost'))).toMatchObject({
    realm_access: { roles: containing('admin', 'employee') },
  });
  expect(decodeJwt(await tokenOf(settings, 'guest'))).toMatchObject({ realm_access: { roles: ['guest'] } });
  await expect(requireRealm(settings, testLog)).resolves.toBeUndefined();
});

test('the services have a token of their own, with the rights over people and no others', async () => {
  const realmUrl = `${settings.keycloakUrl}/realms/${settings.keycloakRealm}`;
  const token = await serviceToken({ realmUrl, clientId: 'atrium-service', clientSecret: settings.serviceClientSecret })();
  const claims = decodeJwt(token);
  expect(claims).toMatchObject({ aud: 'atrium-api', realm_access: { roles: containing('service') } });
  expect(claims.resource_access).toEqual({
    'realm-management': { roles: containing('manage-users', 'view-users', 'query-users') },
  });
  const administration = `${settings.keycloakUrl}/admin/realms/${settings.keycloakRealm}`;
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${administration}/users/count`, { headers })).status).toBe(200);
  expect((await fetch(`${administration}/clients`, { headers })).status).toBe(403);
});

test('the web client begins a sign-in with PKCE only, and returns to its own address only', async () => {
  const begin = (more: Record<string, string>) =>
    fetch(
      `${settings.keycloakUrl}/realms/${settings.keycloakRealm}/protocol/openid-connect/auth?${new URLSearchParams({
        client_id: 'atrium-web',
        response_type: 'code',
        scope: 'openid profile email',
        redirect_uri: `${settings.publicUrl}/`,
        ...more,
      }).toString()}`,
      { redirect: 'manual' },
    );
  const challenge = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };
  expect((await begin(challenge)).status).toBe(200);
  expect((await begin({ ...challenge, redirect_uri: 'https://elsewhere.example.com/' })).status).toBe(400);
  for (const without of [{}, { ...challenge, code_challenge_method: 'plain' }]) {
    const location = (await begin(without)).headers.get('location');
    expect(location).toMatch(/error=invalid_request/);
  }
});

/** Asks for tokens; answers the new refresh token, or why there is none. */
async function grant(parameters: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ client_id: 'atrium-cli', scope: 'openid', ...parameters });
  const url = `${settings.keycloakUrl}/realms/${settings.keycloakRealm}/protocol/openid-connect/token`;
  const answer = z
    .object({ refresh_token: z.string().default(''), error: z.string().optional() })
    .parse(await (await fetch(url, { method: 'POST', body })).json());
  return answer.error ?? answer.refresh_token;
}
const withPassword = (username: string, password: string) => grant({ grant_type: 'password', username, password });
const renewed = (refresh_token: string) => grant({ grant_type: 'refresh_token', refresh_token });

test('a refresh token is good once, and the devices of a person do not disturb each other', async () => {
  const [phone, laptop] = [await withPassword('chen', 'atrium'), await withPassword('chen', 'atrium')];
  const next = await renewed(phone);
  expect(next).not.toBe(phone);
  expect(await renewed(phone)).toBe('invalid_grant');
  expect((await renewed(laptop)).length).toBeGreaterThan(100);
});

test('who guesses passwords is locked out for a while, also with the right one', async () => {
  expect((await withPassword('daria', 'atrium')).length).toBeGreaterThan(100);
  for (let guess = 0; guess < 10; guess++) expect(await withPassword('daria', `guess ${guess}`)).toBe('invalid_grant');
  await until('the account is locked', async () => (await withPassword('daria', 'atrium')) === 'invalid_grant', 60);
});

test('setting up again changes nothing at all', async () => {
  const asked = vi.spyOn(globalThis, 'fetch');
  await setUp(settings);
  const writes = asked.mock.calls
    .filter(([, init]) => init?.method !== 'GET' && init?.method !== undefined)
    .map(([url, init]) => `${init?.method} ${String(url instanceof Request ? url.url : url).replace(/.*\/realms\/[^/]+/, '')}`);
  asked.mockRestore();
  // A sign-in, and the people of development, who are skipped where they are.
  expect(writes).toEqual(['POST /protocol/openid-connect/token', 'POST /partialImport']);
});

test(
  'in production there is nobody to sign in, and nothing to sign in with but the web client',
  async () => {
    const own = newSettings({
      ATRIUM_DEVELOPMENT: 'false',
      ATRIUM_SERVICE_CLIENT_SECRET: 'a secret: with & signs',
      ATRIUM_PUBLIC_URL: 'https://work.example.com',
    });
    await setUp(own);
    const administration = await administrator(own);
    expect(await administration.users.count()).toBe(0);
    expect(
      (await administration.clients.find())
        .map(({ clientId }) => clientId)
        .filter((id) => id?.startsWith('atrium'))
        .sort(),
    ).toEqual(['atrium-api', 'atrium-service', 'atrium-web']);
    expect((await administration.clients.find({ clientId: 'atrium-web' }))[0]).toMatchObject({
      publicClient: true,
      directAccessGrantsEnabled: false,
      redirectUris: ['https://work.example.com/*'],
      webOrigins: ['https://work.example.com'],
      attributes: { 'pkce.code.challenge.method': 'S256', 'post.logout.redirect.uris': 'https://work.example.com/*' },
    });
    expect((await administration.clients.find({ clientId: 'atrium-api' }))[0]).toMatchObject({
      bearerOnly: true,
      standardFlowEnabled: false,
    });
    expect(await administration.realms.findOne({ realm: own.keycloakRealm })).toMatchObject({
      displayName: 'Atrium',
      supportedLocales: containing('en', 'ko', 'ru'),
      bruteForceProtected: true,
      rememberMe: true,
      resetPasswordAllowed: true,
      accessTokenLifespan: 300,
      ssoSessionIdleTimeout: 36_000,
      smtpServer: { host: 'localhost', from: 'atrium@localhost', fromDisplayName: 'Atrium' },
    });
    await expect(requireRealm(own, testLog)).resolves.toBeUndefined();
  },
  MAKING_A_REALM,
);

test(
  'a realm with a life of its own keeps its people and settings, and gets what is missing',
  async () => {
    const own = newSettings();
    const realm = own.keycloakRealm;
    const administration = await administrator(own);
    await administration.realms.create({
      realm,
      enabled: true,
      displayName: 'Old & Proud',
      accessTokenLifespan: 77,
      internationalizationEnabled: true,
      supportedLocales: ['de', 'en'],
      defaultLocale: 'de',
      smtpServer: { host: 'mail.old.example', port: '25', from: 'it@old.example' },
      roles: { realm: [{ name: 'employee', description: 'Theirs' }, { name: 'archivist' }] },
      clients: [
        { clientId: 'intranet', publicClient: true, redirectUris: ['https://old.example/*'] },
        // Somebody began by hand, and by their own lights.
        {
          clientId: 'atrium-web',
          publicClient: true,
          redirectUris: ['https://other.example/*'],
          directAccessGrantsEnabled: true,
          name: 'Our Atrium',
        },
      ],
      users: [
        { username: 'old-hand', email: 'hand@old.example', enabled: true, realmRoles: ['archivist'] },
        {
          username: 'anna',
          email: 'anna@old.example',
          enabled: true,
          firstName: 'Another',
          lastName: 'Anna',
          credentials: [{ type: 'password', value: 'her own' }],
        },
      ],
    });
    await administration.realms.addLocalization({ realm, selectedLocale: 'ko', key: 'passwordResetSubject' }, 'Theirs');
    await setUp(own);

    const after = await administration.realms.findOne({ realm });
    expect(after).toMatchObject({
      displayName: 'Old & Proud',
      accessTokenLifespan: 77,
      defaultLocale: 'de',
      smtpServer: { host: 'mail.old.example', from: 'it@old.example' },
    });
    expect(after?.supportedLocales?.sort()).toEqual(['de', 'en', 'ko', 'ru']);
    expect(await administration.roles.findOneByName({ name: 'employee' })).toMatchObject({ description: 'Theirs' });
    expect(await administration.realms.getRealmLocalizationTexts({ realm, selectedLocale: 'ko' })).toMatchObject({
      passwordResetSubject: 'Theirs',
      emailVerificationSubject: '이메일 주소 확인',
    });
    expect(await administration.realms.getRealmLocalizationTexts({ realm, selectedLocale: 'en' })).toEqual({});

    const [web] = await administration.clients.find({ clientId: 'atrium-web' });
    expect(web).toMatchObject({ name: 'Our Atrium', directAccessGrantsEnabled: false, fullScopeAllowed: false });
    expect(web?.redirectUris?.sort()).toEqual(['http://localhost:5173/*', 'http://localhost:8080/*', 'https://other.example/*']);
    expect((await administration.clients.find({ clientId: 'intranet' }))[0]).toMatchObject({
      redirectUris: ['https://old.example/*'],
    });

    expect((await administration.users.find({ username: 'anna', exact: true }))[0]).toMatchObject({ email: 'anna@old.example' });
    expect(await administration.users.find({ username: 'old-hand', exact: true })).toHaveLength(1);
    await expect(tokenOf(own, 'anna')).rejects.toThrow('invalid_grant');
    expect(decodeJwt(await tokenOf(own, 'boris'))).toMatchObject({ aud: 'atrium-api', locale: 'ru' });
    await expect(requireRealm(own, testLog)).resolves.toBeUndefined();
  },
  MAKING_A_REALM,
);

test('without Keycloak’s administrator one sentence says what is missing', async () => {
  await expect(requireRealm({ ...settings, keycloakRealm: 'nowhere' }, testLog)).rejects.toThrow(
    `Keycloak at ${settings.keycloakUrl} has no realm "nowhere". Start the auth role once with KEYCLOAK_ADMIN_USER and KEYCLOAK_ADMIN_PASSWORD, so that Atrium sets it up.`,
  );
  await expect(requireRealm({ ...settings, publicUrl: 'https://elsewhere.example.com' }, testLog)).rejects.toThrow(
    'has no client "atrium-web" for https://elsewhere.example.com',
  );
});

test('a wrong password of Keycloak’s administrator is told as such', async () => {
  await expect(setUp({ ...settings, keycloakAdminPassword: 'wrong' })).rejects.toThrow(/refuses KEYCLOAK_ADMIN_USER/);
});

test('what Atrium owns is put right again, and a new secret, address and mail server are taken over', async () => {
  const [web] = await keycloak.clients.find({ clientId: 'atrium-web' });
  await keycloak.clients.update(
    { id: web?.id ?? '' },
    { ...web, implicitFlowEnabled: true, attributes: { ...web?.attributes, 'pkce.code.challenge.method': '' } },
  );
  await keycloak.realms.update({ realm: settings.keycloakRealm }, { displayName: 'Han Trading', accessTokenLifespan: 120 });

  const later = {
    ...settings,
    serviceClientSecret: 'another',
    publicUrl: 'https://work.example.com',
    smtpUrl: 'smtps://ann%40x:p%3Aw@mail.example.com',
  };
  await setUp(later);
  expect((await keycloak.clients.find({ clientId: 'atrium-web' }))[0]).toMatchObject({
    implicitFlowEnabled: false,
    attributes: { 'pkce.code.challenge.method': 'S256' },
    redirectUris: containing('https://work.example.com/*'),
  });
  expect(await keycloak.realms.findOne({ realm: settings.keycloakRealm })).toMatchObject({
    displayName: 'Han Trading',
    accessTokenLifespan: 120,
    smtpServer: { host: 'mail.example.com', port: '465', ssl: 'true', user: 'ann@x', auth: 'true' },
  });
  await expect(requireRealm(later, testLog)).resolves.toBeUndefined();
  await expect(requireRealm(settings, testLog)).rejects.toThrow(
    'has no client "atrium-service" with this ATRIUM_SERVICE_CLIENT_SECRET',
  );
});
