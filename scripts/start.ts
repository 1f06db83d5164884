// `npm start`: from a clone to a running Atrium, and back to nothing on Ctrl-C.
import { join, resolve } from 'node:path';
import { requireSpace } from './infra/disk.js';
import { startInfra } from './infra/infra.js';
import { interruption } from './infra/interruption.js';
import { developmentPorts, requireFree } from './infra/port-settings.js';
import { atriumEnvironment, atriumPorts, startAtrium } from './start/atrium.js';
import { build, root } from './start/build.js';
import { occupy } from './start/instance.js';
import { help, readOptions, type StartOptions } from './start/options.js';
import { reset } from './start/reset.js';
import { requireTargets, targets } from './start/targets.js';
import { loadSampleOnce } from './start/sample.js';
import { welcome } from './start/welcome.js';

const log = (line: string) => {
  console.log(line);
};

interface Stoppable {
  stop: () => Promise<void>;
}

/** Answers the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help) {
    log(help(await targets()));
    return 0;
  }
  if (options.target !== undefined) await requireTargets(options.target);
  const dataFolder = resolve(root, process.env.ATRIUM_DATA ?? '.data');
  const leave = await occupy(dataFolder);
  try {
    if (options.reset) {
      await reset(dataFolder, log);
      return 0;
    }
    return await run(dataFolder, options);
  } finally {
    await leave();
  }
}

async function run(dataFolder: string, options: StartOptions): Promise<number> {
  const interrupted = interruption();
  const started: Stoppable[] = [];
  try {
    await checkMachine(dataFolder);
    const infra = await startInfra({
      dataFolder,
      ports: developmentPorts(process.env),
      refuseTableScans: false,
      given: process.env,
      log,
      signal: interrupted.signal,
      meanwhile: (signal) => build(log, signal),
    });
    started.push(infra);
    const environment = atriumEnvironment(process.env, infra.environment, options.target);
    const atrium = await startAtrium({ environment, folder: join(dataFolder, 'run'), log, signal: interrupted.signal });
    started.push(atrium);
    const hasSample = !options.empty && options.target === undefined;
    const place = {
      dataFolder,
      apiUrl: environment.ATRIUM_PUBLIC_URL,
      keycloakUrl: infra.environment.KEYCLOAK_URL,
      realm: environment.KEYCLOAK_REALM ?? 'atrium',
    };
    if (hasSample) await loadSampleOnce(place, log);
    log(welcome({ url: environment.ATRIUM_PUBLIC_URL, mailUrl: infra.environment.MAIL_URL, dataFolder, hasSample }));

    const ended = await Promise.race([interrupted.happened, infra.firstEnded, atrium.ended.then(() => atrium)]);
    if (!ended) return 0;
    log(`${ended.title} has ended by itself, so everything is stopped. The end of its log:\n${ended.lastWords()}`);
    return 1;
  } catch (error) {
    // What Ctrl-C ends half-way fails in whatever way it does: that is no news.
    if (interrupted.signal.aborted) return 130;
    throw error;
  } finally {
    await stopAll(started.reverse(), dataFolder);
  }
}

async function stopAll(parts: readonly Stoppable[], dataFolder: string): Promise<void> {
  if (parts.length === 0) return;
  log('Stopping …');
  for (const part of parts) await part.stop();
  log(`Stopped. The data stay in ${dataFolder}.`);
}

async function checkMachine(dataFolder: string): Promise<void> {
  await requireSpace(dataFolder, 1_000, 'Atrium', 'ATRIUM_DATA');
  for (const { port, variable } of atriumPorts(process.env)) await requireFree(port, 'Atrium', variable);
}
