import type { JsonObject } from '@bufbuild/protobuf';

/** RFC 9457, with what Atrium adds: a stable reason, the fields at fault, the request's id. */
export const problemSchema: JsonObject = {
  type: 'object',
  description: 'Why a request was not carried out (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'reason', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'A page about the reason.' },
    title: { type: 'string', description: 'The kind of failure, in words.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'What went wrong, for people; in English.' },
    reason: {
      type: 'string',
      description: 'Stable and machine-readable, in UPPER_SNAKE: clients translate by it.',
      examples: ['STALE_VERSION'],
    },
    metadata: {
      type: 'object',
      description: 'Figures and names that belong to the reason.',
      additionalProperties: { type: 'string' },
    },
    violations: {
      type: 'array',
      description: 'The fields that were not accepted.',
      items: {
        type: 'object',
        required: ['field', 'description'],
        properties: {
          field: {
            type: 'string',
            description: 'Where in the request, by names of the contract.',
            examples: ['task.co_executors[1]'],
          },
          description: { type: 'string' },
          rule: { type: 'string', description: 'The rule that is broken.', examples: ['string.max_len'] },
        },
      },
    },
    requestId: { type: 'string', description: 'As in X-Request-Id: logs know it.' },
  },
};

const descriptions = {
  400: 'The request is wrong, or the state of the thing does not allow it.',
  401: 'The access token is missing, broken, foreign or expired.',
  403: 'The caller may not do this.',
  404: 'There is no such thing, or the caller may not know of it.',
  409: 'It exists already, or the idempotency key came with another request.',
  412: 'The thing has changed since the ETag in If-Match.',
  413: 'The body is larger than the method takes.',
  415: 'The body is not JSON in UTF-8, or is compressed.',
  431: 'The address and the headers are too long.',
  429: 'Too many requests; Retry-After says when to go on.',
  503: 'A part of the system is away; Retry-After says when to try again.',
} as const;

const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };

/** components.responses, by status. */
export const errorResponses: JsonObject = Object.fromEntries(
  Object.entries(descriptions).map(([status, description]) => [status, { description, ...problem }]),
);

type Kind = { readonly isWrite: boolean; readonly isVersioned: boolean };

/** What a method may answer beside success. */
export function errorReferences({ isWrite, isVersioned }: Kind): JsonObject {
  const ofWrites = ['409', '413', '415'];
  const statuses = Object.keys(descriptions).filter(
    (status) => (!ofWrites.includes(status) || isWrite) && (status !== '412' || isVersioned),
  );
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }]));
}
