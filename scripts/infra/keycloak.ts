import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.js';
import { runCommand } from './command.js';
import { whatJavaIsMissing } from './java.js';
import { startProcess } from './managed-process.js';
import { unpack } from './maven.js';
import type { Part, Running, StartContext } from './part.js';
import { withProgress } from './progress.js';
import versions from './versions.json' with { type: 'json' };

const { version, megabytes } = versions.keycloak;
const title = `Keycloak ${version}`;

export function keycloakUrl(port: number): string {
  return `http://localhost:${port}`;
}

/** An empty Keycloak with one administrator: the realm is made by Atrium's own auth service, here as anywhere. */
export const keycloak: Part = {
  title,
  ports: ['keycloak', 'keycloakManagement'],
  whatIsMissing: () => whatJavaIsMissing(title, 'KEYCLOAK_URL'),
  start: async (context) => {
    const home = await keycloakHome(context);
    await makeOwnHome(home, context.dataFolder);
    return withProgress({ log: context.log, title: `${title}: starting` }, () => run(context));
  },
};

/** The folder it is in, downloaded and prepared if this is the first time. */
export async function keycloakHome({ log, signal }: Pick<StartContext, 'log' | 'signal'>): Promise<string> {
  return cached({
    title: 'Keycloak',
    name: 'keycloak',
    version,
    activity: 'downloading and preparing',
    megabytes,
    log,
    fill: async ({ product, scratch }) => {
      await unpack(`org.keycloak:keycloak-quarkus-dist:${version}:zip`, { scratch, target: scratch, signal });
      const unpacked = join(scratch, `keycloak-${version}`);
      // Keycloak compiles its settings into itself. Done once here, a start takes 5 seconds; its development mode does it with every start.
      await runCommand('sh', [join(unpacked, 'bin', 'kc.sh'), 'build', '--db=dev-file', '--health-enabled=true'], { signal });
      await runCommand('cp', ['-R', `${unpacked}/.`, product], { signal });
    },
  });
}

/** Keycloak keeps its database under its own home folder: each instance gets a home of links to the one download, and data of its own. */
async function makeOwnHome(installation: string, home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  for (const name of ['conf', 'lib', 'providers', 'themes']) {
    const link = join(home, name);
    if (!existsSync(link)) await symlink(join(installation, name), link);
  }
}

/** What bin/kc.sh does for "start --optimized", without the shell between us and the server: signals must reach it. */
function run({ dataFolder: home, runFolder, ports, keycloakAdmin, signal }: StartContext): Promise<Running> {
  const forJava = [
    '-Xms64m',
    '-Xmx512m',
    // A quick start and a small footprint, paid for with throughput that nobody asks of one developer's Keycloak.
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Dfile.encoding=UTF-8',
    '-Duser.language=en',
    '-Duser.country=US',
    ...['java.util', 'java.util.concurrent', 'java.security'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    `-Dkc.home.dir=${home}`,
    `-Djboss.server.config.dir=${join(home, 'conf')}`,
    '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
    '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
    '-Dpicocli.disable.closures=true',
    '-cp',
    join(home, 'lib', 'quarkus-run.jar'),
  ];
  const forKeycloak = [
    'start',
    '--optimized',
    '--cache=local',
    '--http-enabled=true',
    '--http-host=127.0.0.1',
    `--http-port=${ports.keycloak}`,
    `--http-management-port=${ports.keycloakManagement}`,
    `--hostname=${keycloakUrl(ports.keycloak)}`,
  ];
  return startProcess({
    title,
    name: 'keycloak',
    command: 'java',
    args: [...forJava, 'io.quarkus.bootstrap.runner.QuarkusEntryPoint', ...forKeycloak],
    environment: {
      ...process.env,
      KC_BOOTSTRAP_ADMIN_USERNAME: keycloakAdmin.user,
      KC_BOOTSTRAP_ADMIN_PASSWORD: keycloakAdmin.password,
    },
    folder: runFolder,
    isReady: async () => (await fetch(`http://127.0.0.1:${ports.keycloakManagement}/health/ready`)).ok,
    patienceSeconds: 180,
    signal,
  });
}
