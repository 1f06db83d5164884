import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { hasDockerEngine, removeDockerData } from '../infra/docker.js';
import { stopLeftovers } from '../infra/managed-process.js';
import type { Log } from '../infra/progress.js';
import { runFolderOf } from '../infra/infra.js';

/** Deletes all data once a person has agreed. */
export async function reset(dataFolder: string, log: Log): Promise<void> {
  const question = createInterface({ input: process.stdin, output: process.stdout });
  const asked = question.question(`Delete all data in ${dataFolder}? This cannot be undone. Type "yes" to delete: `);
  // The end of the input is an answer too, and not a yes.
  const answer = await Promise.race([asked, new Promise<string>((resolve) => question.once('close', () => resolve('')))]);
  question.close();
  if (answer.trim().toLowerCase() !== 'yes') {
    log('Nothing was deleted.');
    return;
  }
  await stopLeftovers(runFolderOf(dataFolder));
  if (await hasDockerEngine()) await removeDockerData();
  await rm(dataFolder, { recursive: true, force: true });
  log('All data are deleted. "npm start" begins anew.');
}
