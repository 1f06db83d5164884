import { type DescEnum, type DescField, type DescMessage, type JsonObject, ScalarType } from '@bufbuild/protobuf';
import { commentOf } from './comments.js';
import { type ListRules, refusesZero, rulesOf, type ValueRules } from './rules.js';

/** JSON Schema, draft 2020-12, as OpenAPI 3.1 and AsyncAPI 3 use it. */
export type Schema = JsonObject;

/** In answers all fields stand but absent messages; in requests only those must whose absence the rules refuse. */
type Direction = 'answer' | 'request';

export type Schemas = {
  /** What a message looks like when the system says it. */
  answer(message: DescMessage): Schema;
  /** What a message may look like when a client says it. */
  request(message: DescMessage): Schema;
  /** The same with some fields left out, in place. */
  requestWithout(message: DescMessage, without: readonly DescField[]): Schema;
  /** A field as a client says it. */
  requestField(field: DescField): Schema;
  /** All schemas that were referred to so far, by name. */
  readonly components: Readonly<Record<string, Schema>>;
};

/** Collects the JSON Schemas of messages; each stands once and is referred to. */
export function collectSchemas(): Schemas {
  const components: Record<string, Schema> = {};

  function reference(name: string, make: () => Schema): Schema {
    if (!Object.hasOwn(components, name)) {
      // Named before it is made: a message may contain itself.
      components[name] = {};
      components[name] = make();
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  function message(type: DescMessage, direction: Direction): Schema {
    const wellKnown = wellKnownSchemas[type.typeName];
    if (wellKnown) return wellKnown;
    const isInput = direction === 'request' && !type.name.endsWith('Request');
    return reference(schemaName(type) + (isInput ? 'Input' : ''), () => object(type, direction, type.fields));
  }

  function object(type: DescMessage, direction: Direction, fields: readonly DescField[]): Schema {
    const required = fields.filter((field) => isRequired(field, direction)).map((field) => field.jsonName);
    return {
      type: 'object',
      ...described(commentOf(type)),
      properties: Object.fromEntries(
        fields.map((field) => [field.jsonName, { ...whole(field, direction), ...described(commentOf(field)) }]),
      ),
      ...(required.length > 0 && { required }),
      ...(direction === 'request' && { additionalProperties: false }),
    };
  }

  function whole(field: DescField, direction: Direction): Schema {
    const rules = direction === 'request' ? rulesOf(field) : noRules;
    const one = value(field, direction, rules.value);
    if (field.fieldKind === 'list') return { type: 'array', items: one, ...listConstraints(rules.list) };
    if (field.fieldKind === 'map') return { type: 'object', additionalProperties: one };
    return direction === 'request' && field.message && !rulesOf(field).required ? orNull(one) : one;
  }

  function value(field: DescField, direction: Direction, rules: ValueRules): Schema {
    if (field.message) return message(field.message, direction);
    if (field.enum) return enumeration(field.enum);
    return scalarSchema(field.scalar, rules);
  }

  function enumeration(type: DescEnum): Schema {
    return reference(schemaName(type), () => {
      const meanings = type.values.map((each) => `- \`${each.name}\`${commentOf(each) && `: ${commentOf(each)}`}`);
      return {
        type: 'string',
        enum: type.values.map((each) => each.name),
        ...described([commentOf(type), meanings.join('\n')].filter(Boolean).join('\n\n')),
      };
    });
  }

  return {
    answer: (type) => message(type, 'answer'),
    request: (type) => message(type, 'request'),
    requestWithout: (type, without) =>
      object(
        type,
        'request',
        type.fields.filter((field) => !without.includes(field)),
      ),
    requestField: (field) => whole(field, 'request'),
    components,
  };
}

/** "tasks.Task" for atrium.tasks.v1.Task, "tasks.v2.Task" for a later version. */
function schemaName(type: DescMessage | DescEnum): string {
  return type.typeName.replace(/^atrium\./, '').replace(/^(\w+)\.v1\./, '$1.');
}

const described = (description: string): Schema => (description ? { description } : {});

/** Null stands for an absent message; an update clears the field by it. */
const orNull = (schema: Schema): Schema => ({ oneOf: [schema, { type: 'null' }] });

const noRules = { value: {}, list: {} };

function isRequired(field: DescField, direction: Direction): boolean {
  if (direction === 'request') return refusesZero(field, rulesOf(field));
  return field.fieldKind !== 'message' && !field.proto.proto3Optional && !field.oneof;
}

function listConstraints({ minItems, maxItems, unique }: ListRules): Schema {
  return defined({ minItems, maxItems, uniqueItems: unique });
}

function scalarSchema(type: ScalarType, rules: ValueRules): Schema {
  switch (type) {
    case ScalarType.STRING:
      return defined({
        type: 'string',
        enum: rules.in?.map(String),
        minLength: rules.minLen,
        maxLength: rules.maxLen,
        pattern: rules.pattern,
        format: rules.email ? 'email' : undefined,
      });
    case ScalarType.BYTES:
      return defined({
        type: 'string',
        contentEncoding: 'base64',
        minLength: rules.minLen && base64Length(rules.minLen),
        maxLength: rules.maxLen && base64Length(rules.maxLen),
      });
    case ScalarType.BOOL:
      return { type: 'boolean' };
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return { type: 'number', format: type === ScalarType.FLOAT ? 'float' : 'double' };
    case ScalarType.INT64:
    case ScalarType.SINT64:
    case ScalarType.SFIXED64:
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return { type: 'string', format: 'int64', pattern: int64Pattern(rules) };
    default:
      return defined({
        type: 'integer',
        format: 'int32',
        enum: rules.in?.map(Number),
        minimum: rules.gte,
        maximum: rules.lte,
        exclusiveMinimum: rules.gt,
        exclusiveMaximum: rules.lt,
      });
  }
}

/** 64-bit integers are strings in JSON, and those have no bounds; but a sign can be refused. */
function int64Pattern({ gt = -1, gte = -1 }: ValueRules): string {
  if (gt >= 0 || gte > 0) return '^[1-9][0-9]*$';
  return gte === 0 ? '^[0-9]+$' : '^-?[0-9]+$';
}

const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;

function defined(schema: Record<string, Schema[string] | undefined>): Schema {
  const json: Schema = {};
  for (const [name, value] of Object.entries(schema)) if (value !== undefined) json[name] = value;
  return json;
}

/** The JSON forms of google.protobuf's messages. */
const wellKnownSchemas: Readonly<Record<string, Schema>> = {
  'google.protobuf.Timestamp': { type: 'string', format: 'date-time' },
  'google.protobuf.Duration': { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]+)?s$' },
  'google.protobuf.FieldMask': { type: 'string', description: 'Names of fields, separated by commas.' },
  'google.protobuf.Struct': { type: 'object' },
  'google.protobuf.Value': { description: 'Any JSON value.' },
  'google.protobuf.ListValue': { type: 'array', items: {} },
  'google.protobuf.Empty': { type: 'object' },
};
