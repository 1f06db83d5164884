// `npm run image`: the one image of all roles, with the list of what it is made of beside it.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { writeArchive } from './image/archive.js';
import { whatIsWrong } from './image/contents.js';
import { configOf } from './image/dockerfile.js';
import { buildByEngine, engineHere } from './image/engine.js';
import { nodeBase } from './image/machine.js';
import { writeSbom } from './image/sbom.js';
import { carryOut } from './image/stages.js';
import { interruption } from './infra/interruption.js';
import { megabytesIn } from './infra/progress.js';
import { root } from './start/build.js';

const help = `npm run image -- [options]

Builds the image of all roles by the Dockerfile: with Docker or Podman where one answers, else without, from the same files.
Beside it lies the list of what it is made of (CycloneDX).

  --name=NAME    Name and tag [atrium:<version>]
  --base=BASE    With an engine the image to stand on [what the Dockerfile says]; without one a folder that is the root file system
                 of an image with Node.js [this machine's Node.js with its libraries]
  --no-engine    Without an engine, even where there is one
  --output=DIR   Where the list, and without an engine the image, is written [artifacts/image]
  --help         This text
`;

/** Answers the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const { values: options } = parseArgs({
    args: [...args],
    options: {
      name: { type: 'string' },
      base: { type: 'string' },
      'no-engine': { type: 'boolean', default: false },
      output: { type: 'string', default: 'artifacts/image' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    console.log(help);
    return 0;
  }
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const { base, name = `atrium:${version}` } = options;
  const output = resolve(root, options.output);
  await mkdir(output, { recursive: true });
  const engine = options['no-engine'] ? undefined : await engineHere();
  const { signal } = interruption();
  if (engine) await buildByEngine({ engine, name, base, context: root, log: console.log, signal }, check);
  else await assemble({ name, base, output, signal });
  await writeSbom(root, join(output, `atrium-${version}.cdx.json`));
  console.log(`What it is made of: ${join(output, `atrium-${version}.cdx.json`)}`);
  return 0;
}

interface Assembly {
  name: string;
  base: string | undefined;
  output: string;
  signal: AbortSignal;
}

async function assemble({ name, base, output, signal }: Assembly): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'atrium-image-'));
  try {
    const { stage, layer } = await carryOut({ context: root, scratch, log: console.log, signal });
    await check(layer);
    const standsOn = base === undefined ? join(scratch, 'base') : resolve(base);
    if (base === undefined) await nodeBase(standsOn);
    const file = join(output, `${name.replace(/[/:]/g, '-')}.tar`);
    const digest = await writeArchive({ name, config: configOf(stage), layers: [standsOn, layer] }, file);
    console.log(`${name}@${digest}: ${file}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function check(layer: string): Promise<void> {
  const wrong = await whatIsWrong(layer);
  if (wrong.length > 0) throw new Error(`The image is not as it should be:\n${wrong.join('\n')}`);
  console.log(`${await megabytesIn(layer)} MB over its base, and no package of development.`);
}
