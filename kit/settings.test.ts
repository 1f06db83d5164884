import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SettingsError, readSettings, settingsHelp, settingsMarkdown, unknownSettings } from './settings.js';
import { settingsRows } from './settings-table.js';

const development = { ATRIUM_DEVELOPMENT: 'true' };
const production = { ATRIUM_SERVICE_CLIENT_SECRET: 'from the vault' };

function problems(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

test('development needs no setting', () => {
  expect(readSettings(development)).toMatchObject({
    target: ['all'],
    port: 8080,
    addresses: {
      auth: 'localhost:9090',
      org: 'localhost:9090',
      tasks: 'localhost:9090',
      notify: 'localhost:9090',
      time: 'localhost:9090',
    },
    mongoUri: 'mongodb://localhost:27017/?replicaSet=rs0',
    kafkaBrokers: ['localhost:9092'],
    kafkaSsl: false,
    kafkaSasl: undefined,
    keycloakPublicUrl: 'http://localhost:8180',
    shutdownDelaySeconds: 0,
    corsOrigins: [],
  });
});

test('production must name its secret and waits for load balancers', () => {
  expect(problems({})).toEqual([expect.stringMatching(/^ATRIUM_SERVICE_CLIENT_SECRET must be set\. /)]);
  expect(readSettings(production).shutdownDelaySeconds).toBe(5);
});

test('a default follows the setting it is derived from', () => {
  const settings = readSettings({
    ...production,
    ATRIUM_GRPC_PORT: '7000',
    ATRIUM_ORG_ADDRESS: 'org:9090',
    KEYCLOAK_URL: 'http://keycloak/auth/',
  });
  expect(settings.addresses).toEqual({
    auth: 'localhost:7000',
    org: 'org:9090',
    tasks: 'localhost:7000',
    notify: 'localhost:7000',
    time: 'localhost:7000',
  });
  expect(settings.keycloakPublicUrl).toBe('http://keycloak/auth');
});

test('an empty variable counts as absent and spaces around a value do not matter', () => {
  expect(readSettings({ ...development, ATRIUM_PORT: '', LOG_LEVEL: ' ' })).toEqual(readSettings(development));
  expect(readSettings({ ...development, ATRIUM_TARGET: ' org, tasks ,' }).target).toEqual(['org', 'tasks']);
});

test('a replica set of several hosts is accepted as it is', () => {
  const uri = 'mongodb://atrium:p%40ss@one:27017,two:27017,three:27017/?replicaSet=rs0&tls=true';
  expect(readSettings({ ...production, MONGODB_URI: uri }).mongoUri).toBe(uri);
});

test('Kafka is signed in to with mechanism, user and password, or not at all', () => {
  const sasl = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'atrium', KAFKA_SASL_PASSWORD: 'p' };
  expect(readSettings({ ...production, ...sasl }).kafkaSasl).toEqual({
    mechanism: 'scram-sha-512',
    username: 'atrium',
    password: 'p',
  });
  expect(problems({ ...production, KAFKA_SASL_USERNAME: 'atrium' })).toEqual([
    'KAFKA_SASL_MECHANISM and KAFKA_SASL_PASSWORD must be set too, or none of KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD.',
  ]);
});

test('every problem is named at once, each in one sentence', () => {
  const wrong = {
    ...development,
    ATRIUM_PORT: '80800',
    KAFKA_SSL: 'yes',
    KEYCLOAK_URL: 'keycloak:8180',
    KEYCLOAK_ADMIN_USER: 'admin',
    KAFKA_BROKERS: ',',
    ATRIUM_ORG_ADDRESS: 'org',
    ATRIUM_DATABASE_PREFIX: 'a.b',
    ATRIUM_TOPIC_PREFIX: 'a b',
  };
  expect(problems(wrong)).toEqual([
    'ATRIUM_PORT must be a whole number from 0 to 65535, but is "80800".',
    'ATRIUM_ORG_ADDRESS must be host:port, but is "org".',
    'ATRIUM_DATABASE_PREFIX must be 1 to 40 letters, digits, underscores or hyphens, but is "a.b".',
    'KAFKA_BROKERS must name at least one, but is ",".',
    'KAFKA_SSL must be true or false, but is "yes".',
    'ATRIUM_TOPIC_PREFIX must be 1 to 100 letters, digits, dots, underscores or hyphens, but is "a b".',
    'KEYCLOAK_URL must be an address starting with http:// or https://, but is "keycloak:8180".',
    'KEYCLOAK_ADMIN_PASSWORD must be set too, or none of KEYCLOAK_ADMIN_USER, KEYCLOAK_ADMIN_PASSWORD.',
  ]);
});

test('no problem shows a secret, nor a password in an address', () => {
  const secret = fc.stringMatching(/^[A-Z][a-z]{3,9}\d{3}[!@/?#]x$/);
  fc.assert(
    fc.property(fc.constantFrom(...settingsRows), secret, (row, value) => {
      const wrong = row.secret ? value : `ftp://user:${value}@host/`;
      expect(problems({ [row.variable]: wrong }).join('\n')).not.toContain(value);
    }),
    { numRuns: 500 },
  );
});

test('whatever the environment holds, the answer is settings or a SettingsError', () => {
  const value = fc.oneof(fc.string(), fc.webUrl(), fc.integer().map(String), fc.constantFrom('true', 'false'));
  const variable = fc.constantFrom(...settingsRows.map((row) => row.variable));
  fc.assert(
    fc.property(fc.dictionary(variable, value), (env) => {
      for (const problem of problems(env)) expect(problem).toMatch(/^[A-Z_ and]+ (must|was) .*\.$/);
    }),
  );
});

test('a variable Kubernetes wrote for a Service of the same name is explained', () => {
  expect(problems({ ...production, ATRIUM_PORT: 'tcp://10.0.0.1:80' })).toEqual([
    'ATRIUM_PORT was written by Kubernetes for a Service named like it; set enableServiceLinks: false in the pod.',
  ]);
});

test('an unknown variable is named with the one that was probably meant', () => {
  const env = { ATRIUM_PROT: '1', ATRIUM_TOPIC_PARTITION: '8', ATRIUM_XYZ_QWERTY: '1', ATRIUM_PORT: '1', PATH: '/bin' };
  expect(unknownSettings(env)).toEqual([
    'ATRIUM_PROT is not a setting; did you mean ATRIUM_PORT?',
    'ATRIUM_TOPIC_PARTITION is not a setting; did you mean ATRIUM_TOPIC_PARTITIONS?',
    'ATRIUM_XYZ_QWERTY is not a setting.',
  ]);
  expect(unknownSettings({ ATRIUM_ORG_SERVICE_HOST: '10.0.0.1', ATRIUM_ORG_PORT: 'tcp://10.0.0.1:9090' })).toEqual([]);
});

test('help lists every setting with its default, and no default is a secret one', () => {
  for (const row of settingsRows) expect(settingsHelp()).toContain(row.variable);
  expect(settingsHelp()).toContain('ATRIUM_TASKS_ADDRESS [localhost:<ATRIUM_GRPC_PORT>]');
  expect(settingsHelp() + settingsMarkdown()).not.toContain('atrium-development-only');
});

test('docs/settings.md is current', () => {
  const page = readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8');
  expect(page, 'Run: npx tsx scripts/settings-docs.ts').toBe(settingsMarkdown());
});
