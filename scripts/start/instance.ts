import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { identify, isRunning, type ProcessIdentity } from '../infra/process-identity.js';

const identity = z.object({ pid: z.number(), startedAt: z.number() });

/** Makes sure that one start at a time uses a data folder. Answers how to give it free again. */
export async function occupy(dataFolder: string): Promise<() => Promise<void>> {
  const file = join(dataFolder, 'running.json');
  const other = await whoOccupies(file);
  if (other)
    throw new Error(`Atrium already runs with the data in ${dataFolder}: end it first (Ctrl-C there, or "kill ${other.pid}").`);
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, JSON.stringify(identify(process.pid) ?? { pid: process.pid, startedAt: 0 }));
  return () => rm(file, { force: true });
}

async function whoOccupies(file: string): Promise<ProcessIdentity | undefined> {
  try {
    const written = identity.parse(JSON.parse(await readFile(file, 'utf8')));
    return isRunning(written) ? written : undefined;
  } catch {
    // There is none, or it was cut short by the crash that left it.
    return undefined;
  }
}
