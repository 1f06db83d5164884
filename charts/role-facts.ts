import { createProcess, type Service } from '../kit/chassis.js';
import { createLog } from '../kit/log.js';
import { readSettings, type Settings } from '../kit/settings.js';
import { settingsRows } from '../kit/settings-table.js';
import { type Need, roles } from '../services/roles.js';

/** What the chart and the custom resources of k8s/ must know of a role. */
export interface RoleFacts {
  serves: string[];
  needs: readonly Need[];
  calls: string[];
  writes: string[];
  reads: string[];
  consumers: string[];
  setsUpKeycloak?: true;
}

/**
 * The facts of every role, found by wiring each as its process does, without starting it, and looking at what it asks of its chassis:
 * so a client that somebody adds is an edge of the network from then on.
 */
export async function roleFacts(): Promise<Record<string, RoleFacts>> {
  const facts: Record<string, RoleFacts> = {};
  for (const [name, { load, needs }] of Object.entries(roles)) {
    const { serves, calls, writes, reads, consumers } = await wire(await load());
    facts[name] = {
      serves: [...serves],
      needs,
      calls: inOrder(calls),
      writes: inOrder(writes),
      reads: inOrder(reads),
      consumers: [...consumers].toSorted(),
      ...(readsAdministrator(name) && { setsUpKeycloak: true as const }),
    };
  }
  return facts;
}

const readsAdministrator = (role: string): boolean =>
  settingsRows.some(({ variable, targets }) => variable === 'KEYCLOAK_ADMIN_USER' && targets?.includes(role));

const inOrder = (names: ReadonlySet<string>): string[] => Object.keys(roles).filter((name) => names.has(name));

/** What a role asks of its chassis. */
export async function wire(service: Service) {
  // Every process keeps the directory and the rights, which these two give.
  const calls = new Set(['auth', 'org']);
  const [serves, writes, reads, consumers] = [new Set<string>(), new Set<string>(), new Set(calls), new Set<string>()];
  const settings = readSettings({ ATRIUM_DEVELOPMENT: 'true', ATRIUM_WEB_ROOT: 'none' });
  const watched: Service = (chassis) =>
    service({
      ...chassis,
      settings: { ...settings, addresses: watchedAddresses(settings, calls) },
      bus: {
        ...chassis.bus,
        broadcast: (services, ...listener) => {
          for (const heard of services) reads.add(heard);
          chassis.bus.broadcast(services, ...listener);
        },
        remember: (memory) => {
          for (const heard of memory.services) reads.add(heard);
          chassis.bus.remember(memory);
        },
      },
      store: (name) => {
        writes.add(name);
        return chassis.store(name);
      },
      serve: (definition, implementation) => {
        serves.add('grpc');
        chassis.serve(definition, implementation);
      },
      client: (definition, name) => {
        calls.add(name);
        return chassis.client(definition, name);
      },
      consume: (consumer) => {
        consumers.add(consumer.name);
        for (const heard of consumer.services) reads.add(heard);
        chassis.consume(consumer);
      },
      edge: (module) => {
        serves.add('http');
        chassis.edge(module);
      },
    });
  await createProcess(settings, createLog({ level: 'fatal', development: false }), [watched]);
  return { serves, calls, writes, reads, consumers };
}

/** Who reads the addresses of services by itself calls those. */
function watchedAddresses({ addresses }: Settings, calls: Set<string>): Settings['addresses'] {
  return new Proxy(addresses, {
    get(target, name: keyof Settings['addresses']) {
      calls.add(name);
      return target[name];
    },
  });
}

const HEAD = `# What each role of the program is: facts, not settings. The templates make Deployments, environment and network policies of it, and k8s/ the
# rights in Kafka and MongoDB. Written from services/roles.ts and the wiring of each role by: npx tsx scripts/chart-roles.ts
#
# serves     grpc (9090), http (8080); every process has health and metrics (9464) besides
# needs      what it connects to outside the release: mongo, kafka, keycloak, smtp
# calls      the roles it asks by gRPC; all keep the directory (org) and the rights (auth)
# writes     the service whose database and topic are its own
# reads      the services whose events it hears
# consumers  its groups in Kafka, each with retry topics and a dead-letter topic
# setsUpKeycloak  whether it gets the name and password of a Keycloak administrator
`;

/** The text of charts/atrium/roles.yaml. */
export async function rolesDocument(): Promise<string> {
  const blocks = Object.entries(await roleFacts()).map(([name, facts]) => {
    const lines = Object.entries(facts).map(
      ([fact, value]) => `  ${fact}: ${Array.isArray(value) ? `[${value.join(', ')}]` : value}\n`,
    );
    return `${name}:\n${lines.join('')}`;
  });
  return [HEAD, ...blocks].join('\n');
}
