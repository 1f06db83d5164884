import { join } from 'node:path';
import { freePort } from '../scripts/infra/ports.js';
import { type Proxy, proxyTo } from '../tests/proxy.js';
import type { Recorder } from './history.js';
import { type RoleProcess, roleProcess } from './role-process.js';
import type { Servers } from './servers.js';

/** Which roles share a process, and how many processes there are of each kind. */
export type Layout = readonly { readonly target: string; readonly count: number }[];

/** "org,auth;tasks*2;notify;gateway" */
export function parseLayout(text: string): Layout {
  return text.split(';').map((part) => {
    const [, target = '', count = '1'] = /^([a-z]+(?:,[a-z]+)*)(?:\*([1-9]))?$/.exec(part.trim()) ?? [];
    if (!target) throw new Error(`"${part}" is no part of a layout: write roles with commas, and how many, as in tasks*2.`);
    return { target, count: Number(count) };
  });
}

const roleNames = ['auth', 'org', 'tasks', 'time', 'notify', 'gateway'];

/** Atrium as processes: the roles as laid out, two probes beside them, and ways between them that can be cut. */
export type Installation = {
  readonly apiUrl: string;
  readonly databasePrefix: string;
  readonly topicPrefix: string;
  readonly realm: string;
  readonly servers: Servers;
  readonly roles: readonly RoleProcess[];
  readonly probes: readonly RoleProcess[];
  /** By what they lead to: a role, or a server. */
  readonly ways: ReadonlyMap<string, Proxy>;
  /** The environment of a process that looks at the outcome. */
  readonly env: Record<string, string | undefined>;
  stop(): Promise<void>;
};

type Options = {
  servers: Servers;
  layout: Layout;
  folder: string;
  run: string;
  recorder: Recorder;
  /** How many processes only do work under leases, to be watched at it. */
  probes: number;
  imports?: readonly string[];
  env?: Record<string, string>;
};

export async function install({
  servers,
  layout,
  folder,
  run,
  recorder,
  probes,
  imports = [],
  env = {},
}: Options): Promise<Installation> {
  const all = layout.flatMap(({ target, count }) =>
    Array.from({ length: count }, (_, index) => ({ target, number: index + 1, count })),
  );
  const places = await Promise.all(
    all.map(async (each) => ({ ...each, port: await freePort(), grpcPort: await freePort(), adminPort: await freePort() })),
  );
  const of = (role: string) => {
    const found = places.filter(({ target }) => target === 'all' || target.split(',').includes(role));
    if (found.length === 0) throw new Error(`The layout has no ${role}.`);
    return found;
  };
  const roleWays = new Map<string, Proxy>();
  for (const role of roleNames)
    roleWays.set(
      role,
      await proxyTo('127.0.0.1', ...of(role).map(({ port, grpcPort }) => (role === 'gateway' ? port : grpcPort))),
    );
  const address = (role: string) => `localhost:${roleWays.get(role)?.port}`;
  const apiUrl = `http://${address('gateway')}`;
  const names = { databasePrefix: `torture_${run}_`, topicPrefix: `torture.${run}.`, realm: `torture-${run}` };
  const shared = {
    ...servers.environment,
    ATRIUM_DEVELOPMENT: 'true',
    ATRIUM_PUBLIC_URL: apiUrl,
    ATRIUM_AUTH_ADDRESS: address('auth'),
    ATRIUM_ORG_ADDRESS: address('org'),
    ATRIUM_TASKS_ADDRESS: address('tasks'),
    ATRIUM_NOTIFY_ADDRESS: address('notify'),
    ATRIUM_TIME_ADDRESS: address('time'),
    ATRIUM_DATABASE_PREFIX: names.databasePrefix,
    ATRIUM_TOPIC_PREFIX: names.topicPrefix,
    ATRIUM_RATE_LIMIT_PER_MINUTE: '1000000',
    KEYCLOAK_REALM: names.realm,
    KEYCLOAK_PUBLIC_URL: servers.direct.keycloakUrl,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    ...env,
  };
  const roles = places.map(({ target, number, count, port, grpcPort, adminPort }) => {
    const name = count > 1 ? `${target} ${number}` : target;
    return roleProcess({
      name,
      program: 'services/main.ts',
      imports: ['./torture/collect.ts', ...imports],
      recorder,
      adminPort,
      logFile: join(folder, `${name.replaceAll(/\W/g, '-')}.log`),
      env: {
        ...shared,
        ATRIUM_TARGET: target,
        ATRIUM_PORT: String(port),
        ATRIUM_GRPC_PORT: String(grpcPort),
        ATRIUM_ADMIN_PORT: String(adminPort),
      },
    });
  });
  const probing = await Promise.all(
    Array.from({ length: probes }, async (_, index) => {
      const adminPort = await freePort();
      return roleProcess({
        name: `probe ${index + 1}`,
        program: 'torture/probe/main.ts',
        imports,
        recorder,
        adminPort,
        logFile: join(folder, `probe-${index + 1}.log`),
        env: {
          ...shared,
          ATRIUM_DATABASE_PREFIX: `${names.databasePrefix}probe_`,
          ATRIUM_TOPIC_PREFIX: `${names.topicPrefix}probe.`,
          ATRIUM_GRPC_PORT: String(await freePort()),
          ATRIUM_ADMIN_PORT: String(adminPort),
          TORTURE_PROBE: `probe ${index + 1}`,
        },
      });
    }),
  );
  const processes = [...roles, ...probing];
  const stop = async () => {
    await Promise.all(processes.map((one) => one.stop()));
    for (const way of roleWays.values()) way.close();
  };
  try {
    await Promise.all(processes.map((one) => one.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...names,
    apiUrl,
    servers,
    roles,
    probes: probing,
    ways: new Map([...servers.ways, ...roleWays]),
    env: { ...process.env, ...shared },
    stop,
  };
}
