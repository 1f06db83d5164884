import { join } from 'node:path';
import { startInDocker } from './docker.js';
import type { InfraEnvironment } from './environment.js';
import { kafkaBrokers } from './kafka.js';
import { keycloakUrl } from './keycloak.js';
import { stopLeftovers } from './managed-process.js';
import { mongoUri } from './mongo.js';
import type { Credentials, PartName, Ports, Running, StartContext } from './part.js';
import { makePlan, parts } from './plan.js';
import { portSettings, requireFree } from './port-settings.js';
import type { Log } from './progress.js';
import { together, type Work } from './together.js';

export interface InfraSettings {
  /** Data, logs and process ids lie under it. */
  dataFolder: string;
  ports: Ports;
  /** For tests: a query that no index serves fails instead of being slow. */
  refuseTableScans: boolean;
  /** Addresses that the user gave: what they point to is taken as it is, and not started. */
  given: NodeJS.ProcessEnv;
  log: Log;
  signal?: AbortSignal;
  /** Work to do while servers start; if it fails, all fails. */
  meanwhile?: Work;
}

export interface Infra {
  environment: InfraEnvironment;
  /** Settles with the first part that ends although nobody stopped it. */
  firstEnded: Promise<Running>;
  /** Stops what was started here, and nothing else. */
  stop: () => Promise<void>;
}

/** Brings every part of the infrastructure, or nothing: a part that fails stops the others again. Only mail may fail alone. */
export async function startInfra(settings: InfraSettings): Promise<Infra> {
  const { log } = settings;
  const plan = await makePlan(settings.given, log);
  const runFolder = runFolderOf(settings.dataFolder);
  await stopLeftovers(runFolder);
  for (const name of [...plan.native, ...plan.docker]) {
    for (const port of parts[name].ports) await requireFree(settings.ports[port], parts[name].title, portSettings[port].variable);
  }

  const keycloakAdmin = {
    user: settings.given.KEYCLOAK_ADMIN_USER ?? 'admin',
    password: settings.given.KEYCLOAK_ADMIN_PASSWORD ?? 'admin',
  };
  const context = (name: string, signal: AbortSignal): StartContext => ({
    dataFolder: join(settings.dataFolder, name),
    runFolder,
    ports: settings.ports,
    keycloakAdmin,
    refuseTableScans: settings.refuseTableScans,
    log,
    signal,
  });
  const running: Running[] = [];
  const stop = async () => {
    await Promise.all(running.map((part) => part.stop()));
  };
  let hasOwnMail = plan.docker.includes('mail');
  const startNative = async (name: PartName, signal: AbortSignal) => {
    try {
      running.push(await parts[name].start(context(name, signal)));
      hasOwnMail ||= name === 'mail';
    } catch (error) {
      if (name !== 'mail' || signal.aborted) throw error;
      log(`Mail is off: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const starts = plan.native.map(
    (name): Work =>
      (signal) =>
        startNative(name, signal),
  );
  if (plan.docker.length > 0) {
    starts.push(async (signal) => {
      running.push(await startInDocker(plan.docker, context('docker', signal)));
    });
  }
  if (settings.meanwhile) starts.push(settings.meanwhile);
  try {
    await together(starts, settings.signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    environment: environmentOf(settings, keycloakAdmin, hasOwnMail),
    firstEnded: Promise.race(running.map(async (part) => part.ended.then(() => part))),
    stop,
  };
}

/** Logs and process ids lie here. */
export function runFolderOf(dataFolder: string): string {
  return join(dataFolder, 'run');
}

function environmentOf({ given, ports }: InfraSettings, keycloakAdmin: Credentials, hasOwnMail: boolean): InfraEnvironment {
  return {
    MONGODB_URI: given.MONGODB_URI ?? mongoUri(ports.mongo),
    KAFKA_BROKERS: given.KAFKA_BROKERS ?? kafkaBrokers(ports.kafka),
    KEYCLOAK_URL: given.KEYCLOAK_URL ?? keycloakUrl(ports.keycloak),
    KEYCLOAK_ADMIN_USER: keycloakAdmin.user,
    KEYCLOAK_ADMIN_PASSWORD: keycloakAdmin.password,
    SMTP_URL: given.SMTP_URL ?? (hasOwnMail ? `smtp://localhost:${ports.smtp}` : undefined),
    MAIL_URL: given.MAIL_URL ?? (hasOwnMail ? `http://localhost:${ports.mail}` : undefined),
  };
}
