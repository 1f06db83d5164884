import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandFailed, runCommand } from '../scripts/infra/command.js';
import { tool } from '../scripts/tools.js';
import { kubernetesSchemas, schemaLocation } from './kubernetes-schemas.js';

/** What Kubernetes would refuse in a manifest, a line for each; empty if nothing. Fields that no schema knows count too. */
export async function schemaProblems(manifest: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-manifest-'));
  try {
    const file = join(folder, 'manifest.yaml');
    await writeFile(file, manifest);
    const schemas = join(await kubernetesSchemas(), schemaLocation);
    return await runCommand(await tool('kubeconform'), ['-strict', '-schema-location', schemas, file]);
  } catch (error) {
    if (error instanceof CommandFailed) return error.output;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
