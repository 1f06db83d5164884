import { hasDockerEngine } from './docker.js';
import type { InfraEnvironment } from './environment.js';
import { kafka } from './kafka.js';
import { keycloak } from './keycloak.js';
import { mailpit } from './mailpit.js';
import { mongo } from './mongo.js';
import { type Part, type PartName, partNames } from './part.js';
import type { Log } from './progress.js';

export const parts: Record<PartName, Part> = { mongo, kafka, keycloak, mail: mailpit };

/** The variable with which a user says "I have one already". */
const addressOf: Record<PartName, keyof InfraEnvironment> = {
  mongo: 'MONGODB_URI',
  kafka: 'KAFKA_BROKERS',
  keycloak: 'KEYCLOAK_URL',
  mail: 'SMTP_URL',
};

/** Which part is brought which way; those of which the user gave the address are in neither list. */
export interface Plan {
  native: PartName[];
  docker: PartName[];
}

/**
 * For each part the first way that works: the address the user gave; this machine's package managers; a Docker engine. Where none does it throws
 * a sentence about what is missing; only mail may be missing, and then that is said.
 */
export async function makePlan(given: NodeJS.ProcessEnv, log: Log): Promise<Plan> {
  const wanted = partNames.filter((name) => !given[addressOf[name]]);
  const looks = await Promise.all(wanted.map(async (name) => ({ name, lack: await parts[name].whatIsMissing() })));
  const native = looks.flatMap(({ name, lack }) => (lack === undefined ? [name] : []));
  const lacking = looks.flatMap(({ name, lack }) => (lack === undefined ? [] : [{ name, lack }]));
  if (lacking.length === 0) return { native, docker: [] };
  if (await hasDockerEngine()) return { native, docker: lacking.map(({ name }) => name) };

  const fatal = lacking.filter(({ name }) => name !== 'mail');
  if (fatal.length > 0) throw new Error(fatal.map(({ lack }) => lack).join('\n'));
  for (const { lack } of lacking) log(`Mail is off: ${lack}`);
  return { native, docker: [] };
}
