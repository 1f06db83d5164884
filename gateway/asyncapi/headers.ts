import type { JsonObject } from '@bufbuild/protobuf';

/** What stands in the headers of an event on Kafka (CloudEvents 1.0, Kafka protocol binding), and what Atrium adds. */
export function eventHeaders(service: string, kind: string, actions: readonly string[]): JsonObject {
  const types = actions.map((action) => `atrium.${service}.${kind}.${action}.v1`);
  return {
    type: 'object',
    required: ['ce_id', 'ce_specversion', 'ce_source', 'ce_type', 'ce_subject', 'ce_time', 'content-type', 'version', 'audience'],
    properties: {
      ce_id: { type: 'string', format: 'uuid', description: 'A UUID of version 7. The same event sent twice has the same.' },
      ce_specversion: { type: 'string', const: '1.0' },
      ce_source: { type: 'string', const: `/atrium/${service}` },
      ce_type: { type: 'string', ...(types.length > 0 && { enum: types }) },
      ce_subject: { type: 'string', description: 'The id of the thing; also the key.' },
      ce_time: { type: 'string', format: 'date-time' },
      traceparent: { type: 'string', description: 'The trace of the request that caused it (W3C Trace Context).' },
      'content-type': { type: 'string', const: 'application/json' },
      version: { type: 'string', description: 'The version of the thing after it.' },
      audience: {
        type: 'string',
        description: 'Whose screens change: "u:SUBJECT" and "d:ID", separated by commas; "*" for everyone.',
      },
    },
  };
}
