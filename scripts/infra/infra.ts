import { join } from 'node:path';
import { hasDockerEngine, startInDocker } from './docker.js';
import type { InfraEnvironment } from './environment.js';
import { kafka, kafkaBrokers } from './kafka.js';
import { keycloak, keycloakUrl } from './keycloak.js';
import { mailpit } from './mailpit.js';
import { stopLeftovers } from './managed-process.js';
import { mongo, mongoUri } from './mongo.js';
import { type Part, type PartName, partNames, type Ports, type Running, type StartContext } from './part.js';
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

const parts: Record<PartName, Part> = { mongo, kafka, keycloak, mail: mailpit };

/** The variable with which a user says "I have one already". */
const addressOf: Record<PartName, keyof InfraEnvironment> = {
  mongo: 'MONGODB_URI',
  kafka: 'KAFKA_BROKERS',
  keycloak: 'KEYCLOAK_URL',
  mail: 'SMTP_URL',
};

/**
 * Brings every part of the infrastructure the first way that works: the address the user gave; this machine's package managers; a Docker
 * engine. Where none does it throws a sentence about what is missing. All or nothing: a part that fails stops the others again.
 */
export async function startInfra(settings: InfraSettings): Promise<Infra> {
  const plan = await makePlan(settings);
  const runFolder = runFolderOf(settings.dataFolder);
  await stopLeftovers(runFolder);
  for (const name of [...plan.native, ...plan.docker]) {
    for (const port of parts[name].ports) await requireFree(settings.ports[port], parts[name].title, portSettings[port].variable);
  }

  const context = (name: string, signal: AbortSignal): StartContext => ({
    dataFolder: join(settings.dataFolder, name),
    runFolder,
    ports: settings.ports,
    keycloakAdmin: plan.keycloakAdmin,
    refuseTableScans: settings.refuseTableScans,
    log: settings.log,
    signal,
  });
  const running: Running[] = [];
  const stop = async () => {
    await Promise.all(running.map((part) => part.stop()));
  };
  const starts = plan.native.map(
    (name): Work =>
      async (signal) => {
        running.push(await parts[name].start(context(name, signal)));
      },
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
    environment: plan.environment,
    firstEnded: Promise.race(running.map(async (part) => part.ended.then(() => part))),
    stop,
  };
}

/** Logs and process ids lie here. */
export function runFolderOf(dataFolder: string): string {
  return join(dataFolder, 'run');
}

interface Plan {
  native: PartName[];
  docker: PartName[];
  keycloakAdmin: { user: string; password: string };
  environment: InfraEnvironment;
}

async function makePlan({ given, ports, log }: InfraSettings): Promise<Plan> {
  const wanted = partNames.filter((name) => !given[addressOf[name]]);
  const lacks = new Map<PartName, string>();
  for (const name of wanted) {
    const sentence = await parts[name].whatIsMissing();
    if (sentence) lacks.set(name, sentence);
  }
  const byDocker = lacks.size > 0 && (await hasDockerEngine());
  const mailIsOff = lacks.has('mail') && !byDocker;
  if (mailIsOff) {
    log(`Mail is off: ${lacks.get('mail')}`);
    lacks.delete('mail');
  }
  if (lacks.size > 0 && !byDocker) throw new Error([...lacks.values()].join('\n'));

  const keycloakAdmin = { user: given.KEYCLOAK_ADMIN_USER ?? 'admin', password: given.KEYCLOAK_ADMIN_PASSWORD ?? 'admin' };
  const ownMail = wanted.includes('mail') && !mailIsOff;
  return {
    native: wanted.filter((name) => !lacks.has(name) && !(name === 'mail' && mailIsOff)),
    docker: wanted.filter((name) => lacks.has(name)),
    keycloakAdmin,
    environment: {
      MONGODB_URI: given.MONGODB_URI ?? mongoUri(ports.mongo),
      KAFKA_BROKERS: given.KAFKA_BROKERS ?? kafkaBrokers(ports.kafka),
      KEYCLOAK_URL: given.KEYCLOAK_URL ?? keycloakUrl(ports.keycloak),
      KEYCLOAK_ADMIN_USER: keycloakAdmin.user,
      KEYCLOAK_ADMIN_PASSWORD: keycloakAdmin.password,
      SMTP_URL: given.SMTP_URL ?? (ownMail ? `smtp://localhost:${ports.smtp}` : undefined),
      MAIL_URL: given.MAIL_URL ?? (ownMail ? `http://localhost:${ports.mail}` : undefined),
    },
  };
}
