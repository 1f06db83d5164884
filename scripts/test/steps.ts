import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestInfra } from '../infra/test-infra.js';
import { build } from '../start/build.js';
import { auditDependencies } from './audit.js';
import { ensureBrowser } from './browser.js';
import { command, vitest } from './kinds.js';
import { checkLicences } from './licences.js';
import type { Step, StepContext } from './step.js';

/** Everything that `npm test` does. Steps start in this order, as far as there are cores for them and what they need has passed. */
export const steps: readonly Step[] = [
  { name: 'generate', cores: 1, run: command('node', 'scripts/generate.mjs') },
  { name: 'servers', cores: 1, run: startServers },
  { name: 'browser', cores: 0, run: ensureBrowser },
  { name: 'format', cores: 1, run: command('biome', 'format', '--reporter=summary', '.') },
  { name: 'licences', cores: 1, run: checkLicences },
  { name: 'known vulnerabilities', cores: 0, run: auditDependencies },
  { name: 'contract', cores: 1, after: ['generate'], run: command('buf', 'lint') },
  { name: 'contract promises', cores: 1, after: ['generate'], run: command('tsx', 'scripts/checks/breaking.ts') },
  { name: 'build', cores: 2, after: ['generate'], run: buildAll },
  { name: 'types', cores: 1, after: ['generate'], run: command('tsc', '--noEmit', '--project', '.') },
  { name: 'web types', cores: 1, after: ['build'], run: command('npm', 'run', 'typecheck', '--workspace', 'web') },
  { name: 'web sizes', cores: 1, after: ['build'], run: command('npm', 'run', 'sizes', '--workspace', 'web') },
  { name: 'lint', cores: 1, after: ['build'], run: command('eslint', '.', '--max-warnings=0') },
  {
    name: 'boundaries',
    cores: 1,
    after: ['build'],
    run: command('depcruise', 'kit', 'services', 'gateway', 'scripts', 'charts', 'bench', 'torture', 'tests', 'web/src'),
  },
  { name: 'unused code', cores: 1, after: ['build'], run: command('knip') },
  { name: 'tests without servers', cores: 2, after: ['generate'], run: vitest('tools') },
  { name: 'tests of services', cores: 2, after: ['build', 'servers'], run: vitest('unit') },
  { name: 'tests in the browser', cores: 2, after: ['build', 'servers', 'browser'], run: vitest('browser') },
];

/** One infrastructure for all tests, found by them through a file. */
async function startServers({ environment, log, signal, atEnd }: StepContext): Promise<undefined> {
  const infra = await startTestInfra(log, signal);
  atEnd(infra.stop);
  const folder = await mkdtemp(join(tmpdir(), 'atrium-test-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  environment.ATRIUM_TEST_INFRA = join(folder, 'infra.json');
  await writeFile(environment.ATRIUM_TEST_INFRA, JSON.stringify(infra.environment));
}

async function buildAll({ log, signal }: StepContext): Promise<undefined> {
  await build(log, signal);
}
