import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { megabytesIn } from '../infra/progress.js';

/** What the image may weigh over its base, in megabytes. */
export const mostMegabytes = 250;

const lock = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });

/** What is wrong with what the image holds, in sentences: nothing, mostly. */
export async function whatIsWrong(layer: string): Promise<string[]> {
  const size = await megabytesIn(layer);
  const development = await developmentPackages(layer);
  return [
    ...(size > mostMegabytes ? [`It adds ${size} MB to its base; ${mostMegabytes} MB are allowed.`] : []),
    ...development.map((name) => `${name} is a package of development.`),
  ];
}

/** npm notes beside the packages which it has installed, and why. */
async function developmentPackages(layer: string): Promise<string[]> {
  const { packages } = lock.parse(JSON.parse(await readFile(join(layer, 'app/node_modules/.package-lock.json'), 'utf8')));
  return Object.entries(packages).flatMap(([name, { dev }]) => (dev ? [name] : []));
}
