import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { Client, TsProtoServiceDefinition } from 'nice-grpc';
import { type Chassis, createProcess, type Service } from '../kit/chassis.js';
import { type Clients, grpcClients } from '../kit/grpc-client.js';
import { createLog } from '../kit/log.js';
import { readSettings, type Settings } from '../kit/settings.js';
import { companyOf, smallCompany, type TestCompany } from './company.js';
import { type Claims, type TestIssuer, testIssuer } from './issuer.js';
import { freePort } from './listening.js';

type Options = {
  /** The company that stands in for org and auth; `null` where the real ones are among the services. */
  company?: TestCompany | null;
  env?: Record<string, string>;
  /** An issuer shared by several processes; one of its own otherwise. */
  issuer?: TestIssuer;
};

/** A whole process with databases and topics of its own, on real MongoDB and Kafka, and clients that act as somebody. */
export async function testProcess(
  services: readonly Service[],
  { company = smallCompany, env = {}, issuer: shared }: Options = {},
) {
  const run = randomUUID().slice(0, 8);
  const issuer = shared ?? (await testIssuer());
  const grpcPort = await freePort();
  const settings: Settings = readSettings({
    ATRIUM_DEVELOPMENT: 'true',
    ATRIUM_GRPC_HOST: '127.0.0.1',
    ATRIUM_GRPC_PORT: String(grpcPort),
    ATRIUM_ADMIN_PORT: String(await freePort()),
    ATRIUM_PORT: String(await freePort()),
    ATRIUM_DATABASE_PREFIX: `test_${run}_`,
    ATRIUM_TOPIC_PREFIX: `test.${run}.`,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'fatal',
    MONGODB_URI: process.env.MONGODB_URI,
    KAFKA_BROKERS: process.env.KAFKA_BROKERS,
    SMTP_URL: process.env.SMTP_URL,
    KEYCLOAK_URL: issuer.url,
    ...env,
  });
  const log = createLog({ level: settings.logLevel, development: true });
  let chassis: Chassis | undefined;
  const keep: Service = (given) => {
    chassis = given;
  };
  const { lifecycle } = await createProcess(settings, log, [keep, ...(company ? [companyOf(company)] : []), ...services]);
  if (!chassis) throw new Error('The process gave no chassis.');
  await lifecycle.start();
  const opened: Clients[] = [];

  return {
    settings,
    issuer,
    chassis,
    /** A client whose calls come from this person. */
    async as<Definition extends TsProtoServiceDefinition>(
      definition: Definition,
      user: string,
      roles?: string[],
      claims: Omit<Claims, 'sub' | 'roles'> = {},
    ): Promise<Client<Definition>> {
      const token = await issuer.token({ sub: user, ...(roles && { roles }), ...claims });
      const clients = grpcClients(() => Promise.resolve(token));
      opened.push(clients);
      return clients.client(definition, `127.0.0.1:${grpcPort}`);
    },
    async stop() {
      for (const clients of opened) await clients.stop?.();
      await lifecycle.stop();
      const mongo = await MongoClient.connect(settings.mongoUri);
      const { databases } = await mongo.db().admin().listDatabases({ nameOnly: true });
      for (const { name } of databases) if (name.startsWith(settings.databasePrefix)) await mongo.db(name).dropDatabase();
      await mongo.close();
      if (!shared) await issuer.close();
    },
  };
}

export type TestProcess = Awaited<ReturnType<typeof testProcess>>;

/** Waits for a condition, asking again and again, and says what it waited for when it never came. */
export async function until<Result>(
  what: string,
  ask: () => Promise<Result | undefined | false> | Result | undefined | false,
  seconds = 60,
): Promise<Result> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`It did not happen within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
