import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { cached } from './cache.js';
import { runCommand } from './command.js';
import { whatJavaIsMissing } from './java.js';
import { startProcess } from './managed-process.js';
import { copyLibraries } from './maven.js';
import type { Part, Ports, StartContext } from './part.js';
import { withProgress } from './progress.js';
import versions from './versions.json' with { type: 'json' };

const { version, scalaVersion, log4jVersion, megabytes } = versions.kafka;
const title = `Kafka ${version}`;

export function kafkaBrokers(port: number): string {
  return `localhost:${port}`;
}

/** One KRaft node that is broker and controller, run from the libraries that Apache publishes to Maven Central. */
export const kafka: Part = {
  title,
  ports: ['kafka', 'kafkaController'],
  whatIsMissing: () => whatJavaIsMissing(title, 'KAFKA_BROKERS'),
  start: async (context) => {
    const { dataFolder, ports, log, signal } = context;
    const classpath = join(await kafkaLibraries(context), '*');
    const settingsFile = await writeSettings(context);
    if (!existsSync(join(dataFolder, 'logs', 'meta.properties'))) {
      const clusterId = randomBytes(16).toString('base64url');
      await runCommand('java', ['-cp', classpath, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', settingsFile], {
        signal,
      });
    }
    return withProgress({ log, title: `${title}: starting` }, () =>
      startProcess({
        title,
        name: 'kafka',
        command: 'java',
        args: [
          '-Xms128m',
          '-Xmx512m',
          '-XX:+UseSerialGC',
          `-Dlog4j2.configurationFile=${join(dataFolder, 'log4j2.properties')}`,
          '-cp',
          classpath,
          'kafka.Kafka',
          settingsFile,
        ],
        folder: context.runFolder,
        isReady: () => answers(ports.kafka),
        patienceSeconds: 90,
        signal,
      }),
    );
  },
};

/** The folder of its libraries, downloaded if this is the first time. */
export async function kafkaLibraries({ log, signal }: Pick<StartContext, 'log' | 'signal'>): Promise<string> {
  return cached({
    title: 'Kafka',
    name: 'kafka',
    version,
    activity: 'downloading',
    megabytes,
    log,
    fill: ({ product, scratch }) =>
      copyLibraries(
        [
          `org.apache.kafka:kafka_${scalaVersion}:${version}`,
          `org.apache.logging.log4j:log4j-slf4j-impl:${log4jVersion}`,
          `org.apache.logging.log4j:log4j-core:${log4jVersion}`,
        ],
        { scratch, target: product, signal },
      ),
  });
}

async function writeSettings({ dataFolder, ports, toldPorts = ports }: StartContext): Promise<string> {
  await mkdir(dataFolder, { recursive: true });
  const settingsFile = join(dataFolder, 'server.properties');
  await Promise.all([
    writeFile(settingsFile, toProperties(brokerSettings(join(dataFolder, 'logs'), ports, toldPorts.kafka))),
    writeFile(join(dataFolder, 'log4j2.properties'), toProperties(logSettings)),
  ]);
  return settingsFile;
}

function brokerSettings(logFolder: string, ports: Ports, toldPort: number): Record<string, string | number> {
  return {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${ports.kafkaController}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${ports.kafka},CONTROLLER://127.0.0.1:${ports.kafkaController}`,
    'advertised.listeners': `PLAINTEXT://localhost:${toldPort}`,
    'log.dirs': logFolder,
    // Topics are made by Atrium with set partitions and retention, never by a typing error.
    'auto.create.topics.enable': 'false',
    'num.partitions': 3,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 5,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 5,
    // Production waits for more consumers to come before it deals out partitions; here that would cost every consumer three seconds.
    'group.initial.rebalance.delay.ms': 0,
    'log.index.size.max.bytes': 1_048_576,
  };
}

const logSettings = {
  'rootLogger.level': 'WARN',
  'rootLogger.appenderRef.console.ref': 'CONSOLE',
  'appender.console.type': 'Console',
  'appender.console.name': 'CONSOLE',
  'appender.console.layout.type': 'PatternLayout',
  'appender.console.layout.pattern': '%d{ISO8601} %-5p %c{1}: %m%n',
};

function toProperties(settings: Record<string, string | number>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function answers(port: number): Promise<boolean> {
  const client = new Kafka({
    brokers: [`127.0.0.1:${port}`],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
    connectionTimeout: 1_000,
  });
  const admin = client.admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } finally {
    await admin.disconnect();
  }
}
