import type { Ports } from './part.js';
import { freePort, isFree, ownerOfPort } from './ports.js';

/** The ports of development, and the variable that overrides each. */
export const portSettings: Record<keyof Ports, { variable: string; standard: number }> = {
  mongo: { variable: 'ATRIUM_MONGODB_PORT', standard: 27017 },
  kafka: { variable: 'ATRIUM_KAFKA_PORT', standard: 9092 },
  kafkaController: { variable: 'ATRIUM_KAFKA_CONTROLLER_PORT', standard: 9093 },
  keycloak: { variable: 'ATRIUM_KEYCLOAK_PORT', standard: 8180 },
  keycloakManagement: { variable: 'ATRIUM_KEYCLOAK_MANAGEMENT_PORT', standard: 8181 },
  smtp: { variable: 'ATRIUM_SMTP_PORT', standard: 1025 },
  mail: { variable: 'ATRIUM_MAIL_PORT', standard: 8025 },
};

export function developmentPorts(environment: NodeJS.ProcessEnv): Ports {
  const port = (name: keyof Ports) => {
    const { variable, standard } = portSettings[name];
    const value = Number(environment[variable] ?? standard);
    if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new Error(`${variable} must be a port, from 1 to 65535.`);
    return value;
  };
  return {
    mongo: port('mongo'),
    kafka: port('kafka'),
    kafkaController: port('kafkaController'),
    keycloak: port('keycloak'),
    keycloakManagement: port('keycloakManagement'),
    smtp: port('smtp'),
    mail: port('mail'),
  };
}

/** For tests, which may run beside a running Atrium. */
export async function freePorts(): Promise<Ports> {
  return {
    mongo: await freePort(),
    kafka: await freePort(),
    kafkaController: await freePort(),
    keycloak: await freePort(),
    keycloakManagement: await freePort(),
    smtp: await freePort(),
    mail: await freePort(),
  };
}

/** Refuses with a sentence that names the port, who has it, and the way out. */
export async function requireFree(port: number, title: string, variable: string): Promise<void> {
  if (await isFree(port)) return;
  const owner = await ownerOfPort(port);
  throw new Error(
    `Port ${port}, which ${title} needs, is in use${owner ? ` by ${owner}` : ''}: end that program, or choose another port with ${variable}=${port + 1}.`,
  );
}
