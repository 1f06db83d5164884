import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHash } from '../bootstrap/content-hash.mjs';
import { assembleImage, buildImage } from '../image/assemble.js';
import { admittedFiles } from '../image/dockerignore.js';
import { engineHere } from '../image/engine.js';
import { runCommand } from '../infra/command.js';
import type { Log } from '../infra/progress.js';
import { root } from '../start/build.js';
import type { HandOver } from './hand-over.js';
import { assembleServers } from './server-images.js';

/** Where archives of images lie that were built for a cluster. */
const folder = join(root, 'artifacts', 'cluster');

interface Order {
  handOver: HandOver;
  log: Log;
  signal: AbortSignal;
}

export interface Images {
  /** Of Atrium, by its contents: `atrium` and a tag. */
  atrium: { repository: string; tag: string };
  /** What stands in for official images, by their names; none where an engine can pull those. */
  servers: Record<string, string>;
}

/** Builds what runs in the cluster, unless it was built before, and hands it over. */
export async function provideImages(order: Order): Promise<Images> {
  const engine = await engineHere();
  const atrium = await provideAtrium(order, root);
  const servers = engine ? [] : await assembleServers(folder, order);
  for (const { archive: file } of servers) await order.handOver(file);
  return { atrium, servers: Object.fromEntries(servers.map(({ official, name: own }) => [official, own])) };
}

/** Builds the image of the sources in a folder, unless it was built before, and hands it over. */
export async function provideAtrium(order: Order, context: string): Promise<Images['atrium']> {
  const engine = await engineHere();
  const [repository, tag] = ['localhost/atrium', await versionOf(context)];
  const name = `${repository}:${tag}`;
  const archive = join(folder, `atrium-${tag}.tar`);
  if (!existsSync(archive)) {
    await mkdir(folder, { recursive: true });
    if (engine) {
      await buildImage(engine, { name, base: undefined, context, ...order });
      await runCommand(engine, ['save', '--output', archive, name]);
    } else {
      await assembleImage(archive, { name, base: undefined, context, ...order });
    }
  }
  await order.handOver(archive);
  return { repository, tag };
}

/** The same sources, the same tag: what has changed is rolled out, and nothing else. */
async function versionOf(context: string): Promise<string> {
  const files = await admittedFiles(context, await readFile(join(context, '.dockerignore'), 'utf8'));
  return contentHash(context, ['Dockerfile', '.dockerignore', ...files]).slice(0, 12);
}
