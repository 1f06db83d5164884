import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentHash } from '../bootstrap/content-hash.mjs';
import { runCommand } from '../infra/command.js';
import { type Log, withProgress } from '../infra/progress.js';
import { together } from '../infra/together.js';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

interface Step {
  title: string;
  /** Files and folders whose contents decide the result. */
  inputs: readonly string[];
  /** What lies there is written by the step itself. */
  outputs: readonly string[];
  /** Exists once the step was done, and holds the hash of the inputs it was done with. */
  stampFile: string;
  command: readonly [string, ...string[]];
}

const program: Step = {
  title: 'Program: compiling',
  inputs: ['kit', 'services', 'gateway', 'gen/.stamp', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
  outputs: [],
  stampFile: 'dist/.stamp',
  command: ['node_modules/.bin/tsc', '-b', 'tsconfig.build.json'],
};

const web: Step = {
  title: 'Web client: building',
  // The types of the API come from the document that the gateway makes of the contract.
  inputs: ['web', 'gateway', 'scripts/openapi.ts', 'gen/.stamp', 'package-lock.json'],
  outputs: ['web/dist/', 'web/node_modules/', 'web/public/icons/', 'web/src/api/schema.d.ts', 'web/src/theme/variables.css'],
  stampFile: 'web/dist/.stamp',
  command: ['npm', 'run', 'build', '--workspace', 'web'],
};

/** Brings everything that is derived from the sources up to date, and does nothing where it is. */
export async function build(log: Log, signal?: AbortSignal): Promise<void> {
  await runCommand(process.execPath, ['scripts/generate.mjs'], { folder: root, signal });
  await together(
    [program, web].map((step) => (either) => runStep(step, log, either)),
    signal,
  );
}

async function runStep(
  { title, inputs, outputs, stampFile, command: [command, ...args] }: Step,
  log: Log,
  signal?: AbortSignal,
): Promise<void> {
  const file = join(root, stampFile);
  const stamp = contentHash(root, inputs, (path) => !outputs.some((output) => path.startsWith(output)));
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return;
  await withProgress({ log, title }, () => runCommand(command, args, { folder: root, signal }));
  writeFileSync(file, stamp);
}
