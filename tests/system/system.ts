import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { freePort } from '../listening.js';
import { becomesReady, end, launch as launchRole, passwordToken } from './role.js';

/** The ways to run it: everything in one process, or the roles apart. */
export const layouts = {
  'everything in one process': ['all'],
  'roles apart': ['org,auth', 'tasks,time', 'notify', 'gateway'],
} as const;

/** What the tests read of an answer; the contract itself is tested elsewhere. */
const Answer = z.object({
  id: z.string().default(''),
  status: z.string().optional(),
  state: z.string().optional(),
  allowedActions: z.array(z.string()).optional(),
  entries: z.array(z.object({ action: z.string() })).default([]),
  notifications: z.array(z.object({ subjectId: z.string(), kind: z.string() })).default([]),
});

type Running = { target: string; child: ChildProcess; env: NodeJS.ProcessEnv };

type Options = {
  /** Further settings of one process. */
  more?: (target: string) => NodeJS.ProcessEnv;
  /** Modules loaded before the program, and the descriptor of a file for its output. */
  imports?: readonly string[];
  output?: number;
  /** How long it may take until all are ready. */
  seconds?: number;
};

/** The program itself, as processes, on the test servers, with databases, topics and a realm of its own. */
export async function startSystem(targets: readonly string[], { more = () => ({}), seconds, ...process_ }: Options = {}) {
  const run = randomUUID().slice(0, 8);
  const apiPort = await freePort();
  const ports = new Map<string, number>();
  for (const target of targets)
    for (const role of target.split(',')) ports.set(role, ports.get(target.split(',')[0] ?? '') ?? (await freePort()));
  const address = (role: string) => `localhost:${ports.get(role) ?? ports.get('all')}`;
  const shared = {
    ATRIUM_DEVELOPMENT: 'true',
    ATRIUM_PORT: String(apiPort),
    ATRIUM_PUBLIC_URL: `http://localhost:${apiPort}`,
    ATRIUM_AUTH_ADDRESS: address('auth'),
    ATRIUM_ORG_ADDRESS: address('org'),
    ATRIUM_TASKS_ADDRESS: address('tasks'),
    ATRIUM_NOTIFY_ADDRESS: address('notify'),
    ATRIUM_TIME_ADDRESS: address('time'),
    ATRIUM_DATABASE_PREFIX: `system_${run}_`,
    ATRIUM_TOPIC_PREFIX: `system.${run}.`,
    ATRIUM_RATE_LIMIT_PER_MINUTE: '1000000',
    KEYCLOAK_REALM: `system-${run}`,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'fatal',
  };

  async function launch(target: string): Promise<Running> {
    const adminPort = await freePort();
    const env = {
      ...process.env,
      ...shared,
      ATRIUM_TARGET: target,
      ATRIUM_GRPC_PORT: address(target.split(',')[0] ?? '').split(':')[1],
      ATRIUM_ADMIN_PORT: String(adminPort),
      ...more(target),
    };
    const child = launchRole({ env, ...process_ });
    return { target, child, env };
  }

  const ready = ({ target, child, env }: Running) => becomesReady(child, target, env.ATRIUM_ADMIN_PORT, seconds);

  const running = await Promise.all(targets.map(launch));
  try {
    await Promise.all(running.map(ready));
  } catch (error) {
    await Promise.all(running.map((one) => end(one.child, 'SIGKILL')));
    throw error;
  }

  const apiUrl = `http://localhost:${apiPort}`;
  return {
    apiUrl,
    topic: (service: string) => `${shared.ATRIUM_TOPIC_PREFIX}${service}.v1`,
    databasePrefix: shared.ATRIUM_DATABASE_PREFIX,
    realmUrl: `${process.env.KEYCLOAK_URL}/realms/${shared.KEYCLOAK_REALM}`,

    /** Its processes, and where each tells its metrics. */
    processes: () => running.map(({ target, env }) => ({ target, adminPort: Number(env.ATRIUM_ADMIN_PORT) })),

    /** What a person of the development realm calls the API with. */
    async as(login: string) {
      const token = await passwordToken(`${process.env.KEYCLOAK_URL}/realms/${shared.KEYCLOAK_REALM}`, login);
      const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
        const response = await fetch(`${apiUrl}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return {
          status: response.status,
          headers: response.headers,
          json: Answer.parse(response.headers.get('content-type')?.includes('application/json') ? JSON.parse(text) : {}),
        };
      };
      const { json: me } = await send('GET', '/v1/me');
      return { token, id: me.id, send };
    },

    /** Kills the process of a target as a power cut would, and starts it anew. */
    async killAndRestart(target: string): Promise<void> {
      const index = running.findIndex((one) => one.target === target);
      const one = running[index];
      if (!one) throw new Error(`${target} does not run.`);
      await end(one.child, 'SIGKILL');
      const again = await launch(target);
      running[index] = again;
      await ready(again);
    },

    async stop(): Promise<void> {
      await Promise.all(running.map((one) => end(one.child, 'SIGTERM')));
    },
  };
}

export type System = Awaited<ReturnType<typeof startSystem>>;
