// `npm run image`: the one image of all roles, with the list of what it is made of beside it.
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { assembleImage, buildImage } from './image/assemble.js';
import { engineHere } from './image/engine.js';
import { writeSbom } from './image/sbom.js';
import { interruption } from './infra/interruption.js';
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
  const order = { name, base, log: console.log, signal };
  if (engine) await buildImage(engine, order);
  else {
    const file = join(output, `${name.replace(/[/:]/g, '-')}.tar`);
    console.log(`${name}@${await assembleImage(file, order)}: ${file}`);
  }
  await writeSbom(root, join(output, `atrium-${version}.cdx.json`));
  console.log(`What it is made of: ${join(output, `atrium-${version}.cdx.json`)}`);
  return 0;
}
