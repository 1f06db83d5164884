import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ImportServiceDefinition, ImportState } from '../../../gen/atrium/org/v1/org.js';
import { grpcClients } from '../../../kit/grpc-client.js';
import { child } from '../../../tests/child.js';
import { testIssuer } from '../../../tests/issuer.js';
import { testProcess, until } from '../../../tests/process.js';
import { testAccounts } from '../auth.testing.js';
import { org } from '../service.js';
import { peopleFile } from './people.testing.js';

test('an import whose process is killed goes on in another one, and every line is done once', { timeout: 240_000 }, async () => {
  const run = randomUUID().slice(0, 8);
  const issuer = await testIssuer();
  const env = { ATRIUM_DATABASE_PREFIX: `test_${run}_`, ATRIUM_TOPIC_PREFIX: `test.${run}.`, KEYCLOAK_URL: issuer.url };
  const first = await child(new URL('./org-process.testing.ts', import.meta.url), env);
  const address = await until('the first process is up', () => first.told[0], 60);
  const token = await issuer.token({ sub: 'anna', roles: ['admin'] });
  const clients = grpcClients(() => Promise.resolve(token));
  const before = clients.client(ImportServiceDefinition, String(address));

  const file = peopleFile({ count: 600, bad: 10 });
  const { id } = await before.createImport({ fileName: 'people.csv', content: Buffer.from(file.csv) });
  await until('it is checked', async () => (await before.getImport({ id })).state === ImportState.IMPORT_STATE_CHECKED, 30);
  await before.startImport({ id });
  await until('some lines are done', async () => (await before.getImport({ id })).doneLines > 40, 60);
  first.signal('SIGKILL');
  await first.end();
  await clients.stop?.();

  const second = await testProcess([org, testAccounts().service], { company: null, env, issuer });
  const after = await second.as(ImportServiceDefinition, 'anna', ['admin']);
  expect((await after.getImport({ id })).state).toBe(ImportState.IMPORT_STATE_RUNNING);
  const done = await until(
    'it is done',
    async () => ((it) => it.state === ImportState.IMPORT_STATE_DONE && it)(await after.getImport({ id })),
    90,
  );
  expect(done).toMatchObject({
    doneLines: 600,
    created: 600 - file.failing.size,
    updated: 0,
    unchanged: 0,
    failed: file.failing.size,
  });

  const { events } = second.chassis.store('org');
  const actions = await events.find({ kind: 'employee' }, { projection: { subject: 1, action: 1 } }).toArray();
  expect(actions.length).toBe(600 - file.failing.size);
  expect(new Set(actions.map(({ subject }) => subject)).size).toBe(actions.length);
  await until('all is told', async () => (await events.countDocuments({ sent: false }, { hint: 'unsent' })) === 0, 60);
  await second.stop();
  await issuer.close();
});
