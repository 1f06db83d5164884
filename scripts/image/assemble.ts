import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Log, megabytesIn } from '../infra/progress.js';
import { root } from '../start/build.js';
import { writeArchive } from './archive.js';
import { whatIsWrong } from './contents.js';
import { configOf } from './dockerfile.js';
import { buildByEngine, type Engine } from './engine.js';
import { nodeBase } from './machine.js';
import { carryOut } from './stages.js';

interface Order {
  name: string;
  /** In place of what the image usually stands on; without an engine a folder. */
  base: string | undefined;
  /** Where the Dockerfile and all that it takes are. */
  context?: string;
  log: Log;
  signal: AbortSignal;
}

/** The image of Atrium, in the store of a container engine. */
export function buildImage(engine: Engine, order: Order): Promise<void> {
  return buildByEngine({ context: root, ...order, engine }, (layer) => check(layer, order.log));
}

/** The same without an engine, as an archive. Answers the digest of the image. */
export async function assembleImage(file: string, { name, base, context = root, log, signal }: Order): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'atrium-image-'));
  try {
    const { stage, layer } = await carryOut({ context, scratch, log, signal });
    await check(layer, log);
    const standsOn = base === undefined ? join(scratch, 'base') : resolve(base);
    if (base === undefined) await nodeBase(standsOn);
    return await writeArchive({ name, config: configOf(stage), layers: [standsOn, layer] }, file);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function check(layer: string, log: Log): Promise<void> {
  const wrong = await whatIsWrong(layer);
  if (wrong.length > 0) throw new Error(`The image is not as it should be:\n${wrong.join('\n')}`);
  log(`${await megabytesIn(layer)} MB over its base, and no package of development.`);
}
