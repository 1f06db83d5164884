import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, withProgress } from '../infra/progress.js';
import { loadSampleCompany } from '../sample-company.js';

type Where = { dataFolder: string; apiUrl: string; keycloakUrl: string; realm: string };

/** Loads the sample company into a data folder that has none yet; what an interrupted load has left is completed. */
export async function loadSampleOnce({ dataFolder, ...place }: Where, log: Log): Promise<void> {
  const marker = join(dataFolder, 'sample-company');
  if (existsSync(marker)) return;
  await withProgress({ log, title: 'Sample company: loading' }, () => loadSampleCompany({ ...place, log }));
  await writeFile(marker, `${new Date().toISOString()}\n`);
}
