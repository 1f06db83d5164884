import { setTimeout as sleep } from 'node:timers/promises';
import type { PartName } from '../../scripts/infra/part.js';
import { type FaultKind, SERVERS } from './fault.js';

/** As their ways are called. */
const nameOf = { mongo: 'MongoDB', kafka: 'Kafka', keycloak: 'Keycloak', mail: 'mail' } as const;

const GIVEN = 'the servers were given, and are not touched';

/** Ends a server of the infrastructure, in order or as a power cut would, and starts it again on its data. */
const restart = (name: string, part: PartName, seconds: number): FaultKind => ({
  name,
  faults({ servers }) {
    const server = servers.own.get(part);
    if (!server) return GIVEN;
    return (['SIGTERM', 'SIGKILL'] as const).map((signal) => ({
      about: `${server.title} by ${signal}`,
      on: [SERVERS],
      parts: [nameOf[part]],
      async harm(random) {
        await server.end(signal);
        await sleep(random.between(0, seconds * 1000));
        await server.start();
      },
    }));
  },
});

export const mongo = restart('mongodb', 'mongo', 8);
export const kafka = restart('kafka', 'kafka', 8);
export const keycloak = restart('keycloak', 'keycloak', 15);
