// How the kinds of steps are run.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandFailed, runCommand } from '../infra/command.js';
import { root } from '../start/build.js';
import { type Counts, type Step, StepFailed } from './step.js';

type Run = Step['run'];

/** A command that answers by its exit code; one of ours is found in node_modules. */
export function command(name: string, ...args: string[]): Run {
  return async ({ environment, signal }) => {
    await runInRoot(name, args, environment, signal);
    return undefined;
  };
}

/** One of the projects in vitest.config.ts. */
export function vitest(project: string): Run {
  return async ({ environment, signal }) => {
    const folder = await mkdtemp(join(tmpdir(), 'atrium-results-'));
    const results = join(folder, 'results.json');
    const secondTries = join(folder, 'second-tries');
    const args = [
      'run',
      '--project',
      project,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      '--reporter=./scripts/test/second-tries.ts',
      `--outputFile.json=${results}`,
    ];
    try {
      await runInRoot('vitest', args, { ...environment, ATRIUM_SECOND_TRIES: secondTries }, signal);
      return { ...(await readCounts(results)), secondTries: await linesOf(secondTries) };
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      const counts = await readCounts(results).catch(() => ({ passed: 0, failed: 0 }));
      // What breaks outside of a test, a file that cannot be loaded for example, counts as one.
      throw new StepFailed(error.output, { passed: counts.passed, failed: Math.max(1, counts.failed) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

const vitestResults = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

async function readCounts(file: string): Promise<Counts> {
  const results = vitestResults.parse(JSON.parse(await readFile(file, 'utf8')));
  return { passed: results.numPassedTests, failed: results.numFailedTests };
}

/** The lines of a file; none where it was never written. */
async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean);
}

async function runInRoot(name: string, args: string[], environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const path = `${join(root, 'node_modules', '.bin')}:${environment.PATH ?? ''}`;
  await runCommand(name, args, { folder: root, environment: { ...environment, PATH: path, NO_COLOR: '1' }, signal });
}
