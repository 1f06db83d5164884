import { z } from 'zod';

/** What the pages show of OpenAPI and AsyncAPI documents. */
export type SchemaModel = {
  $ref?: string | undefined;
  type?: string | undefined;
  format?: string | undefined;
  description?: string | undefined;
  enum?: string[] | number[] | undefined;
  const?: string | undefined;
  items?: SchemaModel | undefined;
  oneOf?: SchemaModel[] | undefined;
  properties?: Record<string, SchemaModel> | undefined;
  required?: string[] | undefined;
  pattern?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  contentEncoding?: string | undefined;
};

const text = z.string().optional();
const number = z.number().optional();
const schema: z.ZodType<SchemaModel> = z.lazy(() =>
  z.object({
    $ref: text,
    type: text,
    format: text,
    description: text,
    enum: z.union([z.array(z.string()), z.array(z.number())]).optional(),
    const: text,
    items: schema.optional(),
    oneOf: z.array(schema).optional(),
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
    pattern: text,
    minLength: number,
    maxLength: number,
    minimum: number,
    maximum: number,
    minItems: number,
    maxItems: number,
    contentEncoding: text,
  }),
);
const content = z.record(z.string(), z.object({ schema }));
const parameter = z.object({ name: z.string(), in: z.string(), required: z.boolean().optional(), description: text, schema });
const operation = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: text,
  description: text,
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: text, content: content.optional() })),
});

export type ParameterModel = z.output<typeof parameter>;
export type OperationModel = z.output<typeof operation>;

export const openApiModel = z.object({
  info: z.object({ version: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});
export type OpenApiModel = z.output<typeof openApiModel>;

const message = z.object({ name: z.string(), summary: text, headers: schema.optional(), payload: schema });
const channel = z.object({ address: z.string(), description: text, messages: z.record(z.string(), z.unknown()) });

export type MessageModel = z.output<typeof message>;

export const asyncApiModel = z.object({
  info: z.object({ description: z.string() }),
  channels: z.record(z.string(), channel),
  components: z.object({ messages: z.record(z.string(), message), schemas: z.record(z.string(), schema) }),
});
export type AsyncApiModel = z.output<typeof asyncApiModel>;
