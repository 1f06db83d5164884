import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeArchive } from '../image/archive.js';
import type { ImageConfig } from '../image/dockerfile.js';
import { copyPrograms, writeBasics } from '../image/machine.js';
import { runCommand } from '../infra/command.js';
import { kafkaLibraries } from '../infra/kafka.js';
import { keycloakHome } from '../infra/keycloak.js';
import { mailpitProgram } from '../infra/mailpit.js';
import { mongoProgram } from '../infra/mongo.js';
import type { StartContext } from '../infra/part.js';
import { withProgress } from '../infra/progress.js';
import versions from '../infra/versions.json' with { type: 'json' };

type Order = Pick<StartContext, 'log' | 'signal'>;

interface Server {
  /** The image for which it stands in, as k8s/evaluation names it. */
  official: string;
  version: string;
  /** Puts into a folder what the image holds; answers how it runs. */
  fill: (root: string, order: Order) => Promise<Partial<ImageConfig>>;
}

/**
 * The servers of k8s/evaluation, for machines that cannot pull images: put together of what `npm start` downloads and of this machine's
 * Java, with programs and files where the official images have them.
 */
const servers: Record<string, Server> = {
  mongodb: { official: 'mongo', version: versions.mongodb.version, fill: fillMongo },
  kafka: { official: 'apache/kafka', version: versions.kafka.version, fill: fillKafka },
  keycloak: { official: 'quay.io/keycloak/keycloak', version: versions.keycloak.version, fill: fillKeycloak },
  mailpit: { official: 'axllent/mailpit', version: versions.mailpit.version, fill: fillMailpit },
};

export interface ServerImage {
  official: string;
  name: string;
  archive: string;
}

/** Assembles those that are not there yet. */
export async function assembleServers(folder: string, order: Order): Promise<ServerImage[]> {
  const images: ServerImage[] = [];
  for (const [short, { official, version, fill }] of Object.entries(servers)) {
    const name = `localhost/atrium-evaluation-${short}:${version}`;
    const archive = join(folder, `${short}-${version}.tar`);
    images.push({ official, name, archive });
    if (existsSync(archive)) continue;
    const root = await mkdtemp(join(tmpdir(), `atrium-${short}-`));
    try {
      await withProgress({ log: order.log, title: `Image of ${short} ${version}` }, async () => {
        await writeBasics(root);
        const config = await fill(root, order);
        await writeArchive(
          { name, config: { Env: ['PATH=/usr/bin:/bin'], WorkingDir: '/', ...config }, layers: [root] },
          archive,
        );
      });
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }
  return images;
}

async function fillMongo(root: string, order: Order): Promise<Partial<ImageConfig>> {
  const program = await mongoProgram(order);
  await copyPrograms([program], root);
  await move(join(root, program), join(root, 'usr/bin/mongod'));
  return {};
}

async function fillMailpit(root: string, order: Order): Promise<Partial<ImageConfig>> {
  await cp(await mailpitProgram(order), join(root, 'mailpit'));
  return { Entrypoint: ['/mailpit'] };
}

async function fillKafka(root: string, order: Order): Promise<Partial<ImageConfig>> {
  const Env = await copyJava(root);
  await cp(await kafkaLibraries(order), join(root, 'opt/kafka/libs'), { recursive: true });
  return { Env };
}

/** Its start script is a shell's, and needs what scripts need. */
async function fillKeycloak(root: string, order: Order): Promise<Partial<ImageConfig>> {
  const Env = await copyJava(root);
  const tools = ['uname', 'readlink', 'dirname', 'sed', 'grep', 'xargs', 'printf', 'sleep'].map((name) => `/usr/bin/${name}`);
  await copyPrograms(['/bin/sh', ...tools], root);
  await cp(await keycloakHome(order), join(root, 'opt/keycloak'), { recursive: true, verbatimSymlinks: true });
  // It compiles its settings into its own folder, as a user of the group 0.
  await runCommand('chmod', ['--recursive', 'g=u', join(root, 'opt/keycloak')]);
  return { Env: [...Env, 'KC_RUN_IN_CONTAINER=true'], Entrypoint: ['/opt/keycloak/bin/kc.sh'], User: '1000' };
}

/** This machine's Java; answers the environment in which it is found. */
async function copyJava(root: string): Promise<string[]> {
  const program = await realpath((await runCommand('sh', ['-c', 'command -v java'])).trim());
  const home = dirname(dirname(program));
  await copyPrograms([home], root);
  return [`PATH=${home}/bin:/usr/bin:/bin`, `JAVA_HOME=${home}`];
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to);
  await rm(from);
  await chmod(to, 0o755);
}
