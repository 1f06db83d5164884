import { z } from 'zod';

/** What an operator is told about a setting, beside the schema which checks it. */
export type SettingDetails = {
  readonly variable: string;
  readonly description: string;
  /** As it would be written in the environment; derived ones follow another setting and say so in words. */
  readonly default?: string | Derived;
  /** Never shown: neither in help, in problems nor in the log. */
  readonly secret?: true;
  /** The roles that read it; absent where all do. */
  readonly targets?: readonly string[];
};

type Derived = { readonly words: string; readonly value: (read: (variable: string) => string | undefined) => string | undefined };

const details = z.registry<SettingDetails>();

/** Describes one environment variable; clones the schema, so that each setting has its own entry in the registry. */
function setting<Schema extends z.ZodType>(
  variable: string,
  schema: Schema,
  defaultValue: SettingDetails['default'],
  description: string,
  more: Pick<SettingDetails, 'secret' | 'targets'> = {},
): Schema {
  const own = schema.clone();
  details.add(own, { variable, default: defaultValue, description, ...more });
  return own;
}

const text = z.string();
const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const list = z.string().transform((value) => value.split(',').flatMap((item) => item.trim() || []));
const someList = list.refine((items) => items.length > 0, 'must name at least one');
const hostAndPort = z.string().regex(/^\S+:\d+$/, 'must be host:port');
// MongoDB and Kafka accept few characters in names, and would say so only at the first use.
const databasePrefix = z.string().regex(/^[\w-]{1,40}$/, 'must be 1 to 40 letters, digits, underscores or hyphens');
const topicPrefix = z.string().regex(/^[\w.-]{1,100}$/, 'must be 1 to 100 letters, digits, dots, underscores or hyphens');
const port = wholeNumber(0, 65_535);
const webAddress = address('http://', 'https://');

function wholeNumber(from: number, to: number) {
  const within = (value: string) => /^\d{1,15}$/.test(value) && Number(value) >= from && Number(value) <= to;
  return z.string().refine(within, `must be a whole number from ${from} to ${to}`).transform(Number);
}

function address(...starts: readonly string[]) {
  return z
    .string()
    .refine(
      (value) => /^\S+$/.test(value) && starts.some((start) => value.startsWith(start) && value.length > start.length),
      `must be an address starting with ${starts.join(' or ')}`,
    )
    .transform((value) => value.replace(/\/+$/, ''));
}

const followsGrpcPort: Derived = {
  words: 'localhost:<ATRIUM_GRPC_PORT>',
  value: (read) => `localhost:${read('ATRIUM_GRPC_PORT')}`,
};

const onlyInDevelopment = (words: string, development: string, otherwise?: string): Derived => ({
  words,
  value: (read) => (read('ATRIUM_DEVELOPMENT') === 'true' ? development : otherwise),
});

const gateway = { targets: ['gateway'] };

/** Every setting of the program: help, documentation, checks and the type all come from this table. */
export const settingsTable = z.object({
  target: setting('ATRIUM_TARGET', someList, 'all', 'The roles this process runs, separated by commas.'),
  port: setting('ATRIUM_PORT', port, '8080', 'Port of the web client and the REST API.', gateway),
  publicUrl: setting('ATRIUM_PUBLIC_URL', webAddress, 'http://localhost:8080', 'Address under which browsers reach Atrium.'),
  grpcHost: setting('ATRIUM_GRPC_HOST', text, '0.0.0.0', 'Network address on which gRPC is served.'),
  grpcPort: setting('ATRIUM_GRPC_PORT', port, '9090', 'Port on which gRPC is served.'),
  authAddress: setting(
    'ATRIUM_AUTH_ADDRESS',
    hostAndPort,
    followsGrpcPort,
    'Where the auth role is reached by gRPC (host:port).',
  ),
  orgAddress: setting('ATRIUM_ORG_ADDRESS', hostAndPort, followsGrpcPort, 'Where the org role is reached by gRPC (host:port).'),
  tasksAddress: setting(
    'ATRIUM_TASKS_ADDRESS',
    hostAndPort,
    followsGrpcPort,
    'Where the tasks role is reached by gRPC (host:port).',
  ),
  notifyAddress: setting(
    'ATRIUM_NOTIFY_ADDRESS',
    hostAndPort,
    followsGrpcPort,
    'Where the notify role is reached by gRPC (host:port).',
  ),
  timeAddress: setting(
    'ATRIUM_TIME_ADDRESS',
    hostAndPort,
    followsGrpcPort,
    'Where the time role is reached by gRPC (host:port).',
  ),
  adminPort: setting('ATRIUM_ADMIN_PORT', port, '9464', 'Port of health checks and metrics; keep it inside your network.'),
  development: setting(
    'ATRIUM_DEVELOPMENT',
    flag,
    'false',
    'Readable logs, gRPC reflection and defaults no production may have.',
  ),
  shutdownDelaySeconds: setting(
    'ATRIUM_SHUTDOWN_DELAY_SECONDS',
    wholeNumber(0, 3600),
    onlyInDevelopment('5, in development 0', '0', '5'),
    'How long a stopping process goes on serving while load balancers notice that it is not ready.',
  ),
  logLevel: setting(
    'LOG_LEVEL',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'must be fatal, error, warn, info, debug or trace'),
    'info',
    'The least severe messages that are logged.',
  ),
  otlpEndpoint: setting(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    webAddress.optional(),
    undefined,
    'Where traces are sent (OTLP over HTTP).',
  ),

  mongoUri: setting(
    'MONGODB_URI',
    address('mongodb://', 'mongodb+srv://'),
    'mongodb://localhost:27017/?replicaSet=rs0',
    'The MongoDB replica set or sharded cluster.',
    { secret: true },
  ),
  databasePrefix: setting('ATRIUM_DATABASE_PREFIX', databasePrefix, 'atrium_', 'Begins the name of each database.'),
  mongoPoolSize: setting('ATRIUM_MONGO_POOL_SIZE', wholeNumber(1, 10_000), '64', 'Most connections to MongoDB a process opens.'),

  kafkaBrokers: setting('KAFKA_BROKERS', someList, 'localhost:9092', 'Kafka brokers (host:port), separated by commas.'),
  kafkaSsl: setting('KAFKA_SSL', flag, 'false', 'Whether Kafka is reached by TLS.'),
  kafkaSaslMechanism: setting(
    'KAFKA_SASL_MECHANISM',
    z.enum(['plain', 'scram-sha-256', 'scram-sha-512'], 'must be plain, scram-sha-256 or scram-sha-512').optional(),
    undefined,
    'How to sign in to Kafka: plain, scram-sha-256 or scram-sha-512.',
  ),
  kafkaSaslUsername: setting('KAFKA_SASL_USERNAME', text.optional(), undefined, 'The user of Kafka.'),
  kafkaSaslPassword: setting('KAFKA_SASL_PASSWORD', text.optional(), undefined, 'Their password.', { secret: true }),
  topicPrefix: setting('ATRIUM_TOPIC_PREFIX', topicPrefix, 'atrium.', 'Begins the name of each Kafka topic and consumer group.'),
  topicPartitions: setting('ATRIUM_TOPIC_PARTITIONS', wholeNumber(1, 1000), '4', 'Partitions of a topic that is created.'),
  topicReplication: setting('ATRIUM_TOPIC_REPLICATION', wholeNumber(1, 100), '1', 'Copies of a topic that is created.'),
  topicRetentionDays: setting('ATRIUM_TOPIC_RETENTION_DAYS', wholeNumber(1, 36_500), '30', 'Days for which Kafka keeps events.'),

  keycloakUrl: setting('KEYCLOAK_URL', webAddress, 'http://localhost:8180', 'Where services reach Keycloak.'),
  keycloakPublicUrl: setting(
    'KEYCLOAK_PUBLIC_URL',
    webAddress,
    { words: 'KEYCLOAK_URL', value: (read) => read('KEYCLOAK_URL') },
    'Where browsers reach Keycloak; it is the issuer of tokens.',
  ),
  keycloakRealm: setting('KEYCLOAK_REALM', text, 'atrium', 'The realm of the company.'),
  keycloakAdminUser: setting(
    'KEYCLOAK_ADMIN_USER',
    text.optional(),
    undefined,
    'A Keycloak administrator, if Atrium is to set up the realm.',
    { targets: ['auth'] },
  ),
  keycloakAdminPassword: setting('KEYCLOAK_ADMIN_PASSWORD', text.optional(), undefined, 'Their password.', {
    secret: true,
    targets: ['auth'],
  }),
  serviceClientSecret: setting(
    'ATRIUM_SERVICE_CLIENT_SECRET',
    text,
    onlyInDevelopment('none, must be set; in development a fixed one', 'atrium-development-only'),
    'Secret of the Keycloak client by which services sign in to each other.',
    { secret: true },
  ),

  smtpUrl: setting(
    'SMTP_URL',
    address('smtp://', 'smtps://'),
    'smtp://localhost:1025',
    'The mail server, with user and password if any.',
    {
      secret: true,
      targets: ['auth', 'notify'],
    },
  ),
  mailFrom: setting('MAIL_FROM', text, 'Atrium <atrium@localhost>', 'Sender of mails.', { targets: ['auth', 'notify'] }),
  digestMinutes: setting(
    'ATRIUM_DIGEST_MINUTES',
    wholeNumber(1, 1440),
    '15',
    'How long unread notifications are collected before they are mailed.',
    { targets: ['notify'] },
  ),

  escalationHours: setting(
    'ATRIUM_ESCALATION_HOURS',
    wholeNumber(0, 8760),
    '24',
    'How long after a deadline the superior of the assignee is told that the task is not done; 0: never.',
    { targets: ['tasks'] },
  ),

  overrunPercent: setting(
    'ATRIUM_OVERRUN_PERCENT',
    wholeNumber(0, 1000),
    '20',
    'By how much more than its estimate a task may take before whoever completes it has to say why, in percent; 0: nobody is asked.',
    { targets: ['tasks'] },
  ),

  webRoot: setting('ATRIUM_WEB_ROOT', text, 'web/dist', 'Folder of the built web client.', gateway),
  corsOrigins: setting(
    'ATRIUM_CORS_ORIGINS',
    list,
    '',
    'Other origins whose pages may call the API, separated by commas.',
    gateway,
  ),
  rateLimitPerMinute: setting(
    'ATRIUM_RATE_LIMIT_PER_MINUTE',
    wholeNumber(1, 1e6),
    '1200',
    'Requests a person may make.',
    gateway,
  ),
  requestsAtOnce: setting(
    'ATRIUM_REQUESTS_AT_ONCE',
    wholeNumber(1, 100_000),
    '256',
    'Requests, and calls of other roles, that a process works on at once; more are turned away with 503 and Retry-After.',
  ),
  bodyLimitBytes: setting('ATRIUM_BODY_LIMIT_BYTES', wholeNumber(1024, 1e9), '1048576', 'Largest JSON body accepted.', gateway),
  uploadLimitBytes: setting('ATRIUM_UPLOAD_LIMIT_BYTES', wholeNumber(1024, 1e9), '20971520', 'Largest file accepted.', gateway),
  socketBufferBytes: setting(
    'ATRIUM_SOCKET_BUFFER_BYTES',
    wholeNumber(1024, 1e9),
    '1048576',
    'Bytes waiting for a slow WebSocket after which it is told to refetch instead; closed if it does not catch up within 30 s.',
    gateway,
  ),
});

/** The table's rows: each property of the settings with what its environment variable is. */
export const settingsRows: readonly (SettingDetails & { readonly property: string })[] = Object.entries(settingsTable.shape).map(
  ([property, schema]) => {
    const row = details.get(schema);
    if (!row) throw new Error(`The setting ${property} lacks its description.`);
    return { property, ...row };
  },
);
