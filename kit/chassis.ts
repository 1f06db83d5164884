import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { Client, TsProtoServiceDefinition } from 'nice-grpc';
import { adminServer } from './admin-server.js';
import { refuseHalfRestored } from './backup/restore.js';
import { type Bus, createBus } from './bus.js';
import { type Consumer, runConsumer, topicsOf } from './consumer.js';
import { consumerLag } from './consumer-lag.js';
import { Directory } from './directory.js';
import { directoryFeed } from './directory-feed.js';
import { grpcClients } from './grpc-client.js';
import { grpcServer, type Implementation } from './grpc-server.js';
import { type Identity, identity } from './identity.js';
import { runJobs } from './jobs.js';
import { createLifecycle, type Lifecycle, type Module } from './lifecycle.js';
import type { Log } from './log.js';
import { metrics, observeMongoPool } from './metrics.js';
import { isAway, requirePresence, watchPresence } from './mongo-presence.js';
import { relay } from './relay.js';
import { serviceToken } from './service-token.js';
import type { Settings } from './settings.js';
import { createStore, type Store } from './store.js';
import { telemetry } from './telemetry.js';
import { together } from './together.js';

/** The services that answer gRPC and send events. */
export type ServiceName = keyof Settings['addresses'];

/** What a process lends to the services in it: everything they stand on, made once. */
export type Chassis = {
  readonly settings: Settings;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
  readonly identity: Identity;
  readonly directory: Directory;
  readonly bus: Bus;
  /** Where this process's own gRPC server listens, once started. */
  readonly grpcPort: () => number;
  /** The token of this process itself. */
  readonly ownToken: () => Promise<string>;
  /** The database of a service. */
  store(service: ServiceName): Store;
  serve<Definition extends TsProtoServiceDefinition>(definition: Definition, implementation: Implementation<Definition>): void;
  /** A client of another service; it acts as this process unless a call is given the caller's token. */
  client<Definition extends TsProtoServiceDefinition>(definition: Definition, service: ServiceName): Client<Definition>;
  consume(consumer: Consumer): void;
  /** What must be there before anybody is served, e.g. the realm; runs after databases and Kafka are connected. */
  prepare(module: Module): void;
  /** What goes on beside the serving, once the directory is known. */
  background(module: Module): void;
  /** What faces the outside; starts last and stops first. */
  edge(module: Module): void;
};

/** A role of the program: it registers with the chassis what it serves, consumes and repeats. */
export type Service = (chassis: Chassis) => void | Promise<void>;

export const AUDIENCE = 'atrium-api';
export const SERVICE_CLIENT = 'atrium-service';

/**
 * Builds the process: the services register, then everything starts in order and stops in reverse. `databases` started alone
 * brings them to where this program needs them, before any process of it serves.
 */
export async function createProcess(
  settings: Settings,
  log: Log,
  services: readonly Service[],
): Promise<{ chassis: Chassis; lifecycle: Lifecycle; databases: Module }> {
  const holder = randomUUID();
  const lifecycle = createLifecycle(log, settings);
  const mongo = new MongoClient(settings.mongoUri, {
    maxPoolSize: settings.mongoPoolSize,
    serverSelectionTimeoutMS: 3_000,
    waitQueueTimeoutMS: 5_000,
    // A server that answers nothing any more is given up after ten seconds.
    heartbeatFrequencyMS: 5_000,
    connectTimeoutMS: 5_000,
    ignoreUndefined: true,
  });
  observeMongoPool(mongo);
  watchPresence(mongo);
  const bus = createBus(settings, log);
  const realm = `realms/${settings.keycloakRealm}`;
  const verifier = identity({
    issuer: `${settings.keycloakPublicUrl}/${realm}`,
    keysUrl: `${settings.keycloakUrl}/${realm}/protocol/openid-connect/certs`,
    audience: AUDIENCE,
  });
  const ownToken = serviceToken({
    realmUrl: `${settings.keycloakUrl}/${realm}`,
    clientId: SERVICE_CLIENT,
    clientSecret: settings.serviceClientSecret,
  });
  const directory = new Directory();
  const server = grpcServer({
    host: settings.grpcHost,
    port: settings.grpcPort,
    development: settings.development,
    callsAtOnce: settings.requestsAtOnce,
    requireAll() {
      if (stores.size > 0) requirePresence(mongo);
    },
    knowsPeople: () => feed.isFilled(),
    identity: verifier,
    directory,
    log,
  });
  const clients = grpcClients(ownToken);
  const stores = new Map<ServiceName, Store>();
  const consumers: Consumer[] = [];
  const preparations: Module[] = [];
  const backgrounds: Module[] = [];
  const edges: Module[] = [];

  const chassis: Chassis = {
    settings,
    log,
    lifecycle,
    identity: verifier,
    directory,
    bus,
    grpcPort: () => server.port,
    ownToken,
    store(service) {
      const store = stores.get(service) ?? createStore(mongo, mongo.db(`${settings.databasePrefix}${service}`), service);
      stores.set(service, store);
      return store;
    },
    serve: (definition, implementation) => server.add(definition, implementation),
    client: (definition, service) => clients.client(definition, settings.addresses[service]),
    consume: (consumer) => {
      consumers.push(consumer);
    },
    prepare: (module) => {
      preparations.push(module);
    },
    background: (module) => {
      backgrounds.push(module);
    },
    edge: (module) => {
      edges.push(module);
    },
  };
  for (const service of services) await service(chassis);
  const feed = directoryFeed({ directory, clients, bus, addresses: settings.addresses, log });

  const own = [...stores.values()];
  const topics = [...Object.keys(settings.addresses).map(bus.topic), ...consumers.flatMap((consumer) => topicsOf(bus, consumer))];
  const relays = own.map((store) => {
    const it = relay({ ...store, topic: bus.topic(store.service), send: bus.send, holder, log });
    store.onCommit(it.wake);
    return it;
  });

  const databases = mongoModule(mongo, own, { holder, log, databasePrefix: settings.databasePrefix });
  for (const module of [
    telemetry,
    adminServer({ port: settings.adminPort, lifecycle, metrics, log }),
    { name: 'Kafka topics', start: () => bus.ensureTopics(topics) },
    bus,
    ...(own.length > 0 ? [databases] : []),
    ...preparations,
    clients,
    together('relays', relays),
    server,
    feed,
    together(
      'consumers',
      consumers.map((consumer) => runConsumer(bus, log, consumer)),
    ),
    consumerLag(bus, consumers),
    together(
      'jobs',
      own
        .filter((store) => store.jobs.length > 0)
        .map((store) => runJobs({ ...store, documents: store.jobDocuments, holder, log })),
    ),
    ...backgrounds,
    ...edges,
  ])
    lifecycle.add(module);
  return { chassis, lifecycle, databases };
}

function mongoModule(
  mongo: MongoClient,
  stores: readonly Store[],
  process: { holder: string; log: Log; databasePrefix: string },
): Module {
  return {
    name: 'MongoDB',
    async start() {
      await mongo.connect();
      await refuseHalfRestored(mongo, process.databasePrefix);
      await Promise.all(stores.map((store) => store.prepare(process)));
    },
    stop: () => mongo.close(),
    ready: () => (isAway(mongo) ? 'It has no server that takes writes now.' : undefined),
  };
}
