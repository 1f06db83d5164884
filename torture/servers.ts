import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InfraEnvironment } from '../scripts/infra/environment.js';
import { kafkaBrokers } from '../scripts/infra/kafka.js';
import { keycloakUrl } from '../scripts/infra/keycloak.js';
import { mongoUri } from '../scripts/infra/mongo.js';
import type { PartName, Running, StartContext } from '../scripts/infra/part.js';
import { makePlan, parts } from '../scripts/infra/plan.js';
import { freePorts } from '../scripts/infra/port-settings.js';
import type { Log } from '../scripts/infra/progress.js';
import { type Proxy, proxyTo } from '../tests/proxy.js';
import { smallDisk, type SmallDisk } from './small-disk.js';

/** A server of the infrastructure that may be ended and started again. */
export type Server = {
  readonly title: string;
  /** Its data, on the disk of this machine. */
  readonly dataFolder: string;
  /** How its log ends. */
  lastWords(): string;
  end(signal: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  /** Settles when it has ended by itself or was ended. */
  ended(): Promise<void>;
};

/** The servers roles stand on: started here, each behind a way that can be cut, or given. */
export type Servers = {
  /** What the roles are told. */
  readonly environment: InfraEnvironment;
  /** Where browsers, and whoever examines the outcome, reach them whatever is cut. */
  readonly direct: { mongoUri: string; keycloakUrl: string };
  readonly own: ReadonlyMap<PartName, Server>;
  readonly ways: ReadonlyMap<string, Proxy>;
  /** That of MongoDB, or why it cannot be full. */
  readonly mongoDisk: SmallDisk | string;
  stop(): Promise<void>;
};

/**
 * Servers of which the operator gave the address are used as they are, and nothing is done to them. MongoDB gets a disk of its
 * own where that is to be full.
 */
export async function startServers(given: NodeJS.ProcessEnv, log: Log, { disk = false } = {}): Promise<Servers> {
  const plan = await makePlan(given, log);
  if (plan.docker.length > 0)
    throw new Error(
      `Only servers that run without Docker can be tortured here, not ${plan.docker.join(', ')}: give their addresses.`,
    );
  const ports = await freePorts();
  const folder = await mkdtemp(join(tmpdir(), 'atrium-torture-'));
  const mongoWay = await proxyTo('127.0.0.1', ports.mongo);
  const kafkaWay = await proxyTo('127.0.0.1', ports.kafka);
  const keycloakWay = await proxyTo('127.0.0.1', ports.keycloak);
  const admin = { user: given.KEYCLOAK_ADMIN_USER ?? 'admin', password: given.KEYCLOAK_ADMIN_PASSWORD ?? 'admin' };
  const contextOf = (name: PartName): StartContext => ({
    dataFolder: join(folder, name),
    runFolder: join(folder, 'run'),
    ports,
    toldPorts: { mongo: mongoWay.port, kafka: kafkaWay.port },
    keycloakAdmin: admin,
    refuseTableScans: true,
    log,
    signal: new AbortController().signal,
  });
  const mongoFolder = join(folder, 'mongo');
  await mkdir(mongoFolder, { recursive: true });
  const mongoDisk = disk && plan.native.includes('mongo') ? await smallDisk(mongoFolder) : 'it has no disk of its own';

  const own = new Map(await Promise.all(plan.native.map(async (name) => [name, await serverOf(name, contextOf(name))] as const)));
  const has = (name: PartName) => own.has(name);
  const mail = has('mail') ? { SMTP_URL: `smtp://localhost:${ports.smtp}`, MAIL_URL: `http://localhost:${ports.mail}` } : {};
  const ways = new Map<string, Proxy>([
    ...(has('mongo') ? [['MongoDB', mongoWay] as const] : []),
    ...(has('kafka') ? [['Kafka', kafkaWay] as const] : []),
    ...(has('keycloak') ? [['Keycloak', keycloakWay] as const] : []),
  ]);
  return {
    environment: {
      MONGODB_URI: given.MONGODB_URI ?? mongoUri(mongoWay.port),
      KAFKA_BROKERS: given.KAFKA_BROKERS ?? kafkaBrokers(kafkaWay.port),
      KEYCLOAK_URL: given.KEYCLOAK_URL ?? keycloakUrl(keycloakWay.port),
      KEYCLOAK_ADMIN_USER: admin.user,
      KEYCLOAK_ADMIN_PASSWORD: admin.password,
      SMTP_URL: given.SMTP_URL,
      ...mail,
    },
    direct: {
      mongoUri: given.MONGODB_URI ?? `mongodb://127.0.0.1:${ports.mongo}/?directConnection=true`,
      keycloakUrl: given.KEYCLOAK_URL ?? keycloakUrl(ports.keycloak),
    },
    own,
    ways,
    mongoDisk,
    async stop() {
      await Promise.all([...own.values()].map((server) => server.end('SIGTERM')));
      for (const way of [mongoWay, kafkaWay, keycloakWay]) way.close();
      if (typeof mongoDisk !== 'string') await mongoDisk.remove();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function serverOf(name: PartName, context: StartContext): Promise<Server> {
  let running: Running = await parts[name].start(context);
  return {
    title: parts[name].title,
    dataFolder: context.dataFolder,
    lastWords: () => running.lastWords(),
    ended: () => running.ended,
    async end(signal) {
      if (signal === 'SIGTERM') return running.stop();
      if (running.pid !== undefined) process.kill(running.pid, signal);
      await running.ended;
    },
    async start() {
      running = await parts[name].start(context);
    },
  };
}
