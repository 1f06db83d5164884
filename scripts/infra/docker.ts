import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand, succeeds } from './command.js';
import { prepareReplicaSet } from './mongo.js';
import type { PartName, Ports, Running, StartContext } from './part.js';
import { portSettings } from './port-settings.js';
import { withProgress } from './progress.js';

const composeFile = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'compose.yaml');

export async function hasDockerEngine(): Promise<boolean> {
  return (await succeeds('docker', 'compose', 'version')) && (await succeeds('docker', 'info'));
}

/** Starts the given parts from their official images. Their data lie in Docker volumes, and stay there when they stop. */
export async function startInDocker(names: readonly PartName[], context: StartContext): Promise<Running> {
  const title = `Docker (${names.join(', ')})`;
  const environment = { ...process.env, ...composeEnvironment(context) };
  const compose = (...args: string[]) =>
    runCommand('docker', ['compose', '--file', composeFile, ...args], { environment, signal: context.signal });
  const stop = async () => {
    await runCommand('docker', ['compose', '--file', composeFile, 'stop', ...names], { environment });
  };
  try {
    await withProgress({ log: context.log, title: `${title}: downloading and starting` }, async () => {
      await compose('up', '--detach', '--wait', ...names);
      if (names.includes('mongo')) await prepareReplicaSet(context.ports.mongo, context.refuseTableScans);
      if (names.includes('keycloak')) await keycloakIsReady(context);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  // Nothing watches the containers: the engine keeps them running.
  return { title, ended: new Promise(() => undefined), lastWords: () => '', stop };
}

export async function removeDockerData(): Promise<void> {
  await runCommand('docker', ['compose', '--file', composeFile, 'down', '--volumes']);
}

function composeEnvironment({ ports, keycloakAdmin }: StartContext): NodeJS.ProcessEnv {
  const portNames: readonly (keyof Ports)[] = ['mongo', 'kafka', 'keycloak', 'keycloakManagement', 'smtp', 'mail'];
  return {
    ...Object.fromEntries(portNames.map((name) => [portSettings[name].variable, `${ports[name]}`])),
    KEYCLOAK_ADMIN_USER: keycloakAdmin.user,
    KEYCLOAK_ADMIN_PASSWORD: keycloakAdmin.password,
  };
}

async function keycloakIsReady({ ports, signal }: StartContext): Promise<void> {
  const isReady = async () => (await fetch(`http://127.0.0.1:${ports.keycloakManagement}/health/ready`)).ok;
  while (!(await isReady().catch(() => false))) {
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
