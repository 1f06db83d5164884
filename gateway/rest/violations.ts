import { type DescField, type DescMessage, fromJson, type JsonObject, type JsonValue, ScalarType } from '@bufbuild/protobuf';
import type { Violation } from '../../kit/errors.js';
import { Problem } from './problem.js';

const MOST_VIOLATIONS = 20;

/** Why JSON is no such message, by its fields; asked only once it is known not to be one. */
export function misfit(message: DescMessage, json: JsonObject): Problem {
  const violations = objectViolations(message, json, '').slice(0, MOST_VIOLATIONS);
  const [first] = violations;
  if (!first) return new Problem(400, 'INVALID', `The request is no ${message.name}.`);
  const reason = first.rule === UNKNOWN ? 'UNKNOWN_FIELD' : 'INVALID';
  return new Problem(400, reason, `${first.field}: ${first.description}`, { violations });
}

const UNKNOWN = 'known_field';

/** The field that a client means by a name: either that of the contract or that of JSON. */
export const fieldNamed = (message: DescMessage, name: string): DescField | undefined =>
  message.fields.find((field) => field.name === name || field.jsonName === name);

/** Paths have the names of the contract: "task.co_executors[1]". */
export const below = (path: string, name: string): string => (path ? `${path}.${name}` : name);

function objectViolations(message: DescMessage, json: JsonValue, path: string): Violation[] {
  if (!isObject(json)) return [{ field: path, description: 'must be an object' }];
  const seen = new Set<DescField>();
  return Object.entries(json).flatMap(([key, value]) => {
    const field = fieldNamed(message, key);
    if (!field) return [{ field: below(path, key.slice(0, 100)), description: 'is not known here', rule: UNKNOWN }];
    const place = below(path, field.name);
    if (seen.has(field)) return [{ field: place, description: `is given twice, as ${field.name} and ${field.jsonName}` }];
    seen.add(field);
    return value === null ? [] : fieldViolations(field, value, place);
  });
}

function fieldViolations(field: DescField, json: JsonValue, path: string): Violation[] {
  if (field.fieldKind !== 'list') return valueViolations(field, json, path);
  if (!Array.isArray(json)) return [{ field: path, description: 'must be a list' }];
  return json.flatMap((item, index) => valueViolations(field, item, `${path}[${index}]`));
}

function valueViolations(field: DescField, json: JsonValue, path: string): Violation[] {
  if (field.message && !field.message.typeName.startsWith('google.protobuf.')) return objectViolations(field.message, json, path);
  try {
    fromJson(field.parent, { [field.jsonName]: field.fieldKind === 'list' ? [json] : json });
    return [];
  } catch {
    return [{ field: path, description: expectation(field) }];
  }
}

function expectation(field: DescField): string {
  if (field.enum) return `must be one of ${field.enum.values.map((value) => value.name).join(', ')}`;
  if (field.message) return expectedMessages[field.message.typeName] ?? `must be a ${field.message.name}`;
  switch (field.scalar) {
    case ScalarType.STRING:
      return 'must be a string of Unicode characters';
    case ScalarType.BYTES:
      return 'must be base64';
    case ScalarType.BOOL:
      return 'must be true or false';
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return 'must be a number';
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return 'must be a whole number of 32 bits';
    default:
      return 'must be a whole number, as a string';
  }
}

const expectedMessages: Readonly<Record<string, string>> = {
  'google.protobuf.Timestamp': 'must be a time such as 2026-11-23T10:00:00Z',
  'google.protobuf.Duration': 'must be a number of seconds such as 1.5s',
  'google.protobuf.FieldMask': 'must be names of fields separated by commas',
};

export const isObject = (json: JsonValue | undefined): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
