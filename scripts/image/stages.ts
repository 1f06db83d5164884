import { cp, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { runCommand } from '../infra/command.js';
import type { Log } from '../infra/progress.js';
import { withProgress } from '../infra/progress.js';
import { admittedFiles } from './dockerignore.js';
import { type Instruction, parseDockerfile, type Stage } from './dockerfile.js';

export interface Carried {
  /** The last stage, which says how the image runs. */
  stage: Stage;
  /** Holds what the last stage copies, under the paths it has in the image. */
  layer: string;
}

export interface CarryOut {
  /** Where the Dockerfile and .dockerignore are. */
  context: string;
  scratch: string;
  log: Log;
  signal?: AbortSignal;
}

/** Says how an image runs, and changes no file. */
const configuration = new Set(['ENV', 'USER', 'EXPOSE', 'ENTRYPOINT', 'HEALTHCHECK']);

/**
 * Carries out a Dockerfile without an engine: each stage in a folder that stands for its root, its commands by this machine's own
 * programs. So it brings the very files that the engine would, for a Dockerfile that installs nothing outside of its folder.
 */
export async function carryOut(work: CarryOut): Promise<Carried> {
  const stages = parseDockerfile(await readFile(join(work.context, 'Dockerfile'), 'utf8'));
  const last = stages.at(-1);
  if (!last) throw new Error('The Dockerfile has no stage.');
  for (const stage of stages) await carryOutStage(stage, work);
  return { stage: last, layer: rootOf(work, last.name) };
}

const rootOf = ({ scratch }: CarryOut, stage: string): string => join(scratch, stage || 'image');

async function carryOutStage({ name, instructions }: Stage, work: CarryOut): Promise<void> {
  const root = rootOf(work, name);
  let folder = root;
  for (const instruction of instructions) {
    if (instruction.name === 'WORKDIR') {
      folder = join(root, instruction.text);
      await mkdir(folder, { recursive: true });
    } else if (instruction.name === 'COPY') {
      await copy(instruction, root, folder, work);
    } else if (instruction.name === 'RUN') {
      const title = `${name}: ${instruction.text}`;
      await withProgress({ log: work.log, title }, () =>
        runCommand('sh', ['-c', instruction.text], { folder, signal: work.signal }),
      );
    } else if (!configuration.has(instruction.name)) {
      throw new Error(`Without a container engine, ${instruction.name} in the Dockerfile cannot be carried out.`);
    }
  }
}

async function copy({ options, text }: Instruction, root: string, folder: string, work: CarryOut): Promise<void> {
  const words = text.split(' ');
  const target = words.pop() ?? '.';
  const destination = target.startsWith('/') ? join(root, target) : resolve(folder, target);
  for (const source of words) {
    if (options.from === undefined) await copyAdmitted(source, destination, target.endsWith('/'), work);
    else await copyFrom(join(rootOf(work, options.from), source), destination, target.endsWith('/'));
  }
}

/** From the context only what .dockerignore lets in. */
async function copyAdmitted(source: string, destination: string, intoFolder: boolean, { context }: CarryOut): Promise<void> {
  const admitted = await admittedFiles(context, await readFile(join(context, '.dockerignore'), 'utf8'));
  const isFolder = (await stat(join(context, source))).isDirectory();
  const prefix = source === '.' ? '' : `${source}/`;
  const files = isFolder ? admitted.filter((file) => file.startsWith(prefix)) : admitted.filter((file) => file === source);
  if (files.length === 0) throw new Error(`.dockerignore lets nothing of ${source} into the build.`);
  for (const file of files) {
    const inside = isFolder ? file.slice(prefix.length) : intoFolder ? basename(file) : '.';
    await put(join(context, file), join(destination, inside));
  }
}

async function copyFrom(source: string, destination: string, intoFolder: boolean): Promise<void> {
  const isFolder = (await stat(source)).isDirectory();
  await put(source, !isFolder && intoFolder ? join(destination, basename(source)) : destination);
}

async function put(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await cp(source, target, { recursive: true, verbatimSymlinks: true });
}
