import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  type Admin,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';
import type { Acl } from '../../charts/kafka-rights.js';
import { runCommand } from '../../scripts/infra/command.js';
import { kafkaLibraries } from '../../scripts/infra/kafka.js';
import { startProcess } from '../../scripts/infra/managed-process.js';
import { freePort } from '../listening.js';

const ADMIN = 'admin';
const mechanism = 'scram-sha-512';

/** A Kafka that asks everybody who they are and lets them do what they were given, like that of k8s/strimzi. */
export async function strictKafka(users: Readonly<Record<string, readonly Acl[]>>, topics: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-strict-kafka-'));
  const [port, controller] = [await freePort(), await freePort()];
  const password = randomBytes(12).toString('hex');
  const libraries = await kafkaLibraries({ log: () => undefined, signal: new AbortController().signal });
  const java = ['-Xmx384m', '-cp', join(libraries, '*')];
  const file = join(folder, 'server.properties');
  await writeFile(file, settings({ folder, port, controller, password }));
  const scram = [ADMIN, ...Object.keys(users)].flatMap((name) => [
    '--add-scram',
    `SCRAM-SHA-512=[name=${name},password=${password}]`,
  ]);
  const clusterId = randomBytes(16).toString('base64url');
  await runCommand('java', [...java, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', file, ...scram]);

  const clientOf = (username: string) =>
    new Kafka({
      brokers: [`localhost:${port}`],
      sasl: { mechanism, username, password },
      logLevel: logLevel.NOTHING,
      retry: { retries: 2 },
    });
  const server = await startProcess({
    title: 'Kafka with rights',
    name: 'strict-kafka',
    command: 'java',
    args: [...java, 'kafka.Kafka', file],
    folder,
    isReady: () => asAdmin(clientOf(ADMIN), async (admin) => (await admin.describeCluster()).brokers.length === 1),
    patienceSeconds: 90,
  });
  await asAdmin(clientOf(ADMIN), async (admin) => {
    await admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions: 2 })), waitForLeaders: true });
    await admin.createAcls({ acl: Object.entries(users).flatMap(([user, acls]) => acls.flatMap((acl) => entries(user, acl))) });
  });
  return {
    clientOf,
    /** The settings with which a process comes as this user. */
    environmentOf: (username: string) => ({
      KAFKA_BROKERS: `localhost:${port}`,
      KAFKA_SASL_MECHANISM: mechanism,
      KAFKA_SASL_USERNAME: username,
      KAFKA_SASL_PASSWORD: password,
    }),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function settings({
  folder,
  port,
  controller,
  password,
}: {
  folder: string;
  port: number;
  controller: number;
  password: string;
}) {
  const login = `org.apache.kafka.common.security.scram.ScramLoginModule required username="${ADMIN}" password="${password}";`;
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
controller.listener.names=CONTROLLER
listeners=SASL_PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=SASL_PLAINTEXT://localhost:${port}
listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=SASL_PLAINTEXT
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config=${login}
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:${ADMIN};User:ANONYMOUS
log.dirs=${join(folder, 'logs')}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=5
group.initial.rebalance.delay.ms=0
`;
}

async function asAdmin<Result>(kafka: Kafka, use: (admin: Admin) => Promise<Result>): Promise<Result> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.disconnect();
  }
}

const operationTypes = { Read: AclOperationTypes.READ, Write: AclOperationTypes.WRITE, Describe: AclOperationTypes.DESCRIBE };
const resourceTypes = { topic: AclResourceTypes.TOPIC, group: AclResourceTypes.GROUP };
const patternTypes = { literal: ResourcePatternTypes.LITERAL, prefix: ResourcePatternTypes.PREFIXED };

const entries = (user: string, { resource, operations }: Acl) =>
  operations.map((operation) => ({
    resourceType: resourceTypes[resource.type],
    resourceName: resource.name,
    resourcePatternType: patternTypes[resource.patternType],
    principal: `User:${user}`,
    host: '*',
    operation: operationTypes[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }));
