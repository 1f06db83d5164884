import { z } from 'zod';

/** The part of JSON Schema that /openapi.json uses. */
export type Schema = {
  $ref?: string | undefined;
  type?: string | undefined;
  format?: string | undefined;
  enum?: unknown[] | undefined;
  pattern?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  contentEncoding?: string | undefined;
  items?: Schema | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: boolean | Schema | undefined;
  oneOf?: Schema[] | undefined;
};

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.string().optional(),
    format: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    contentEncoding: z.string().optional(),
    items: schema.optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), schema]).optional(),
    oneOf: z.array(schema).optional(),
  }),
);

const content = z.record(z.string(), z.object({ schema }));
const operation = z.object({
  operationId: z.string(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean().default(false), schema }))
    .default([]),
  requestBody: z.object({ required: z.boolean().default(false), content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: content.optional() })),
});

const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

export type Operation = z.output<typeof operation> & { path: string; verb: string };
export type Document = { operations: Operation[]; resolve(schema: Schema): Schema };

/** What /openapi.json says: its operations, and the schemas behind references. */
export function readDocument(json: unknown): Document {
  const { paths, components } = document.parse(json);
  return {
    operations: Object.entries(paths).flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([verb, each]) => ({ ...each, path, verb })),
    ),
    resolve(given) {
      if (given.$ref === undefined) return given;
      const found = components.schemas[given.$ref.replace('#/components/schemas/', '')];
      if (!found) throw new Error(`${given.$ref} leads nowhere.`);
      return found;
    },
  };
}
