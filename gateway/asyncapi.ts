import type { DescMessage, FileRegistry, JsonObject } from '@bufbuild/protobuf';
import { commentOf } from './contract/comments.js';
import { collectSchemas, type Schemas } from './contract/schemas.js';
import { eventHeaders } from './asyncapi/headers.js';
import { socketChannel, socketMessages, socketOperations } from './asyncapi/socket.js';

export type EventOptions = {
  readonly publicUrl: string;
  readonly version: string;
  readonly kafkaBrokers: readonly string[];
  /** Begins the names of topics, "atrium." unless set otherwise. */
  readonly topicPrefix: string;
};

/** An event message of the contract: what goes to Kafka when an aggregate has changed. */
export type EventType = {
  readonly message: DescMessage;
  readonly service: string;
  /** The aggregate, e.g. "task". */
  readonly kind: string;
  readonly actions: readonly string[];
};

/** Every message that is named for an event; its comments say the key and the actions. */
export function eventTypesOf(registry: FileRegistry): EventType[] {
  return [...registry].flatMap((type) => {
    const [, service = '', name = ''] = /^atrium\.(\w+)\.v1\.(\w+)Event$/.exec(type.typeName) ?? [];
    if (type.kind !== 'message' || !name) return [];
    const action = type.fields.find((field) => field.name === 'action');
    const actions = action ? [...commentOf(action).matchAll(/"(\w+)"/g)].map(([, word = '']) => word) : [];
    return [{ message: type, service, kind: name.charAt(0).toLowerCase() + name.slice(1), actions }];
  });
}

/** The events of the system as AsyncAPI 3: the Kafka topics, and the socket for clients. */
export function asyncApi(registry: FileRegistry, options: EventOptions): JsonObject {
  const schemas = collectSchemas();
  const events = eventTypesOf(registry);
  const services = [...new Set(events.map(({ service }) => service))];
  const messages = Object.fromEntries(events.map((event) => [event.message.name, eventMessage(event, schemas)]));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Atrium events', version: options.version, description, license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    servers: {
      kafka: { host: options.kafkaBrokers.join(','), protocol: 'kafka' },
      web: { host: new URL(options.publicUrl).host, protocol: options.publicUrl.startsWith('https:') ? 'wss' : 'ws' },
    },
    channels: {
      ...Object.fromEntries(services.map((service) => [service, topicChannel(service, events, options.topicPrefix)])),
      socket: socketChannel,
    },
    operations: {
      ...Object.fromEntries(
        services.map((service) => [`send${capital(service)}Events`, { action: 'send', channel: reference('channels', service) }]),
      ),
      ...socketOperations,
    },
    components: { messages: { ...messages, ...socketMessages }, schemas: schemas.components },
  };
}

const description = `CloudEvents 1.0 in binary mode: what an event is stands in headers, the state of the thing in the value. Order holds
for each key; delivery is at least once, and \`ce_id\` tells repetitions. The newest event of a thing holds its whole
state, so that a copy can be built from any point on.`;

function topicChannel(service: string, events: readonly EventType[], topicPrefix: string): JsonObject {
  const own = events.filter((event) => event.service === service);
  return {
    address: `${topicPrefix}${service}.v1`,
    servers: [reference('servers', 'kafka')],
    messages: Object.fromEntries(own.map(({ message }) => [message.name, reference('components/messages', message.name)])),
  };
}

function eventMessage({ message, service, kind, actions }: EventType, schemas: Schemas): JsonObject {
  return {
    name: message.name,
    title: `${capital(kind)} events`,
    summary: commentOf(message),
    contentType: 'application/json',
    headers: eventHeaders(service, kind, actions),
    payload: schemas.answer(message),
    bindings: { kafka: { key: { type: 'string' } } },
  };
}

const reference = (place: string, name: string): JsonObject => ({ $ref: `#/${place}/${name}` });
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
