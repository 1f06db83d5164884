import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * Every place from which a server of Atrium opens a connection, and where its address comes from: settings, all of them. What somebody sends
 * names no address that is asked, so nothing inside the network can be reached through Atrium. A new place fails the test until it is judged.
 */
const places: Readonly<Record<string, string>> = {
  'gateway/rest/call.ts': 'ATRIUM_…_ADDRESS',
  'kit/backup-command.ts': 'MONGODB_URI',
  'kit/bus.ts': 'KAFKA_BROKERS',
  'kit/chassis.ts': 'MONGODB_URI',
  'kit/grpc-client.ts': 'ATRIUM_…_ADDRESS',
  'kit/identity.ts': 'KEYCLOAK_URL',
  'kit/service-token.ts': 'KEYCLOAK_URL',
  'kit/telemetry-sdk.ts': 'OTEL_EXPORTER_OTLP_ENDPOINT',
  'services/auth/keycloak.ts': 'KEYCLOAK_URL',
  'services/auth/realm/check.ts': 'KEYCLOAK_URL',
  'services/notify/mailer.ts': 'SMTP_URL',
};

/** What opens connections, as it stands in the sources. */
const opening =
  /\bfetch\(|\bcreateRemoteJWKSet\(|\bnew (?:MongoClient|Kafka|Client|WebSocket|Socket|KeycloakAdminClient|OTLPTraceExporter)\(|\bcreate(?:Channel|Transport|Connection)\(|^import \{[^}]*\b(?:connect|createConnection)\b[^}]*\} from '(?:node:)?(?:net|tls|http2)'|from '(?:node:)?(?:https|dgram)'|\bhttps?\.(?:get|request)\(/m;

test('connections are opened only where it is known to whom', async () => {
  const found: string[] = [];
  for (const folder of ['kit', 'services', 'gateway'])
    for (const file of await readdir(folder, { recursive: true })) {
      const path = join(folder, file);
      if (!path.endsWith('.ts') || /\.(test|testing)\.ts$/.test(path)) continue;
      if (opening.test(await readFile(path, 'utf8'))) found.push(path);
    }
  expect(found.sort()).toEqual(Object.keys(places).sort());
});
