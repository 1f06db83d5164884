import type { JsonObject } from '@bufbuild/protobuf';

type Properties = Readonly<Record<string, JsonObject>>;

function message(name: string, summary: string, properties: Properties = {}, optional: Properties = {}): JsonObject {
  return {
    name,
    summary,
    contentType: 'application/json',
    payload: {
      type: 'object',
      required: ['type', ...Object.keys(properties)],
      properties: { type: { type: 'string', const: name }, ...properties, ...optional },
    },
  };
}

const position: JsonObject = { type: 'string', description: 'To be given back as it is; it means the same to all replicas.' };

/** What travels over the socket; gateway/sockets/ says and understands exactly these. */
export const socketMessages: Readonly<Record<string, JsonObject>> = {
  authenticate: message(
    'authenticate',
    'The first message of a client, within 5 s; again with a new token before the old one expires.',
    {
      token: { type: 'string', description: 'An access token of the identity provider.' },
    },
    {
      position: {
        type: 'string',
        description: 'The position last heard, of a client that was here or at another replica before.',
      },
    },
  ),
  ready: message('ready', 'The token was accepted. From now on changes are told.', {
    resumed: {
      type: 'boolean',
      description:
        'Whether nothing is left out: what was missed since the position given follows. Where not, whatever is on screen is to be read anew.',
    },
    expiresAt: {
      type: 'string',
      format: 'date-time',
      description: 'When the socket is closed with 4401 unless a newer token has come.',
    },
  }),
  changed: message('changed', 'A thing which the person may see has changed. What it is now is read over REST.', {
    kind: { type: 'string', description: 'The kind of thing.', examples: ['task'] },
    id: { type: 'string' },
    version: { type: 'integer', description: 'Its version after the change.' },
    action: { type: 'string', examples: ['completed'] },
  }),
  position: message(
    'position',
    'Where the client stands, having heard all until here: after `ready`, and then every few seconds in which something happened.',
    { position },
  ),
  resync: message('resync', 'Changes may have been missed: whatever is on screen is to be read anew.'),
  bye: message('bye', 'The server goes away; the client connects again, finds another and goes on from the position.', {
    position,
  }),
};

const fromClient = ['authenticate'];
const fromServer = Object.keys(socketMessages).filter((name) => !fromClient.includes(name));

export const socketChannel: JsonObject = {
  address: '/v1/socket',
  servers: [{ $ref: '#/servers/web' }],
  description: `Tells a client what has changed among the things its person may see. Close codes: 4400 not a message, 4401 no valid token
or it has expired, 4408 read too slowly, 4429 too many sockets of one person or too many frames, 1012 the server goes away.`,
  messages: Object.fromEntries(Object.keys(socketMessages).map((name) => [name, { $ref: `#/components/messages/${name}` }])),
};

export const socketOperations: JsonObject = {
  hearClient: { action: 'receive', channel: { $ref: '#/channels/socket' }, messages: onChannel(fromClient) },
  tellClient: { action: 'send', channel: { $ref: '#/channels/socket' }, messages: onChannel(fromServer) },
};

function onChannel(names: readonly string[]): JsonObject[] {
  return names.map((name) => ({ $ref: `#/channels/socket/messages/${name}` }));
}
