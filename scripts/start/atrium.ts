import type { InfraEnvironment } from '../infra/environment.js';
import { type ManagedProcess, startProcess } from '../infra/managed-process.js';
import { type Log, withProgress } from '../infra/progress.js';
import { root } from './build.js';
import { startVariables } from './options.js';

/** The program's own ports, each with the setting that overrides it. */
const standardPorts = { ATRIUM_PORT: '8080', ATRIUM_GRPC_PORT: '9090', ATRIUM_ADMIN_PORT: '9464' };

export interface AtriumEnvironment extends NodeJS.ProcessEnv {
  ATRIUM_PUBLIC_URL: string;
  ATRIUM_ADMIN_PORT: string;
}

export function atriumPorts(given: NodeJS.ProcessEnv): { port: number; variable: string }[] {
  return Object.entries(standardPorts).map(([variable, standard]) => ({ port: Number(given[variable] ?? standard), variable }));
}

/** The settings of a development start: what the user gave goes before what we would choose. */
export function atriumEnvironment(
  given: NodeJS.ProcessEnv,
  infra: InfraEnvironment,
  target: string | undefined,
): AtriumEnvironment {
  const settings = Object.fromEntries(Object.entries(given).filter(([name]) => !(name in startVariables)));
  return {
    ...standardPorts,
    ATRIUM_DEVELOPMENT: 'true',
    ATRIUM_PUBLIC_URL: `http://localhost:${given.ATRIUM_PORT ?? standardPorts.ATRIUM_PORT}`,
    ...settings,
    ...infra,
    ...(target === undefined ? {} : { ATRIUM_TARGET: target }),
  };
}

export interface AtriumStart {
  environment: AtriumEnvironment;
  /** Where the log is written. */
  folder: string;
  log: Log;
  signal: AbortSignal;
}

export function startAtrium({ environment, folder, log, signal }: AtriumStart): Promise<ManagedProcess> {
  return withProgress({ log, title: 'Atrium: starting' }, () =>
    startProcess({
      title: 'Atrium',
      name: 'atrium',
      command: process.execPath,
      args: ['--enable-source-maps', '--import', './dist/kit/telemetry-register.js', 'dist/services/main.js'],
      workingFolder: root,
      environment,
      folder,
      isReady: async () => (await fetch(`http://localhost:${environment.ATRIUM_ADMIN_PORT}/health/ready`)).ok,
      patienceSeconds: 120,
      signal,
    }),
  );
}
