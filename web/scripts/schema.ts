// Writes the types of the REST API, from the same contract that the gateway serves, to src/api/schema.d.ts.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'atrium-openapi-'));
try {
  const file = join(folder, 'openapi.json');
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/openapi.ts', file], { cwd: root, stdio: 'inherit' });
  const types = astToString(await openapiTS(await readFile(file, 'utf8')));
  await writeFile(new URL('../src/api/schema.d.ts', import.meta.url), types);
} finally {
  await rm(folder, { recursive: true });
}
