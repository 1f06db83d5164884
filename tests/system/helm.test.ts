import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandFailed, runCommand } from '../../scripts/infra/command.js';
import { startSystem, type System } from './system.js';

// The script of `helm test`, run against a system as the pod runs it in a cluster.
const script = readFileSync('charts/atrium/files/test.mjs', 'utf8');

let system: System;
beforeAll(async () => {
  system = await startSystem(['all']);
});
afterAll(() => system.stop());

const helmTest = (more: NodeJS.ProcessEnv) =>
  runCommand(process.execPath, ['--input-type=module', '--eval', script], {
    environment: {
      ...process.env,
      WEB: `${system.apiUrl}/`,
      ATRIUM_PUBLIC_URL: system.apiUrl,
      KEYCLOAK_REALM: system.realmUrl.split('/').at(-1),
      ...more,
    },
  });

test('signs in as a browser does, sets a task, sees its event and deletes it', async () => {
  const output = await helmTest({ TEST_USER: 'boris', TEST_PASSWORD: 'atrium' });
  expect(output).toContain('boris signed in.');
  expect(output).toContain('The task is deleted again.');
  const id = /The event of task (\d+) arrived/.exec(output)?.[1];
  const boris = await system.as('boris');
  const { json: history } = await boris.send('GET', `/v1/tasks/${id}/history`);
  expect(history.entries.map(({ action }) => action)).toEqual(['deleted', 'created']);
});

test('fails with a reason where somebody cannot sign in', async () => {
  const failed = helmTest({ TEST_USER: 'boris', TEST_PASSWORD: 'wrong' });
  await expect(failed).rejects.toThrow(CommandFailed);
  await expect(failed).rejects.toThrow('Keycloak does not let boris in');
});

test('without anybody to sign in as, sees that the web client is served', async () => {
  expect(await helmTest({})).toContain('Nobody signed in');
});
