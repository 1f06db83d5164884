import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, succeeds } from '../infra/command.js';
import { type Log, withProgress } from '../infra/progress.js';

export type Engine = 'docker' | 'podman';

/** The container engine that answers on this machine, if one does. */
export async function engineHere(): Promise<Engine | undefined> {
  for (const engine of ['docker', 'podman'] as const) if (await succeeds(engine, 'info')) return engine;
  return undefined;
}

interface Build {
  engine: Engine;
  name: string;
  /** In place of what the Dockerfile stands on. */
  base: string | undefined;
  context: string;
  log: Log;
  signal: AbortSignal;
}

/** Builds the image by the Dockerfile and hands what it adds to its base, as a folder, to a check. */
export async function buildByEngine(
  { engine, name, base, context, log, signal }: Build,
  check: (layer: string) => Promise<void>,
): Promise<void> {
  const chosen = base === undefined ? [] : ['--build-arg', `BASE=${base}`];
  await withProgress({ log, title: `${engine} build` }, () =>
    runCommand(engine, ['build', '--tag', name, ...chosen, '.'], { folder: context, signal }),
  );
  const layer = await mkdtemp(join(tmpdir(), 'atrium-layer-'));
  const container = (await runCommand(engine, ['create', name])).trim();
  try {
    await runCommand(engine, ['cp', `${container}:/app`, layer]);
    await check(layer);
  } finally {
    await runCommand(engine, ['rm', container]);
    await rm(layer, { recursive: true, force: true });
  }
}
