import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommand } from '../infra/command.js';

const document = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ name: z.string(), type: z.string() }) }),
  components: z.array(z.looseObject({ name: z.string(), version: z.string().optional() })),
});

/**
 * Writes what the image is made of as CycloneDX: the packages of the services, and those that are bundled into the web client. The base
 * image has a list of its own.
 */
export async function writeSbom(root: string, file: string): Promise<void> {
  const flags = ['--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
  const sbom = document.parse(JSON.parse(await runCommand('npm', ['sbom', ...flags], { folder: root })));
  const { name } = z.object({ name: z.string() }).parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  // npm names the whole after the folder that it is in.
  Object.assign(sbom.metadata.component, { name, type: 'application' });
  await writeFile(file, `${JSON.stringify(sbom, undefined, 2)}\n`);
}
