import type { IncomingHttpHeaders } from 'node:http';
import { type DescField, type DescMessage, type JsonObject, type JsonValue, ScalarType } from '@bufbuild/protobuf';
import { type Binding, fieldAt } from '../contract/bindings.js';
import { headerReader } from './headers.js';
import { badField, Problem } from './problem.js';
import { parseQuery } from './query.js';
import { maskFromQuery, maskOfBody } from './update-mask.js';
import { fieldNamed, isObject } from './violations.js';

/** What HTTP brings of a request. */
export type Parts = {
  /** What stands at the variables of the path, in their order. */
  readonly values: readonly string[];
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: JsonValue | undefined;
};

/** Puts body, query, path and headers together to the JSON of one message. Whether types fit is seen when it is decoded. */
export function assembler(binding: Binding): (parts: Parts) => JsonObject {
  const { input } = binding.method;
  const variables = binding.variables.map((path) => ({ path, fields: fieldsOnTheWay(input, path) }));
  const elsewhere = [binding.body, ...variables.map(({ fields }) => fields[0])];
  const queryFields = binding.body === 'request' ? [] : input.fields.filter((field) => !elsewhere.includes(field));
  const readHeaders = headerReader(binding);
  const maskField = binding.verb === 'patch' ? fieldNamed(input, 'update_mask') : undefined;

  return ({ values, url, headers, body }) => {
    const json = fromBody(binding, body);
    if (url.includes('?')) addQuery(json, queryFields, url);
    for (const [index, { path, fields }] of variables.entries()) addVariable(json, fields, values[index] ?? '', path);
    readHeaders(headers, json);
    if (maskField) {
      const asked = json[maskField.jsonName];
      json[maskField.jsonName] = typeof asked === 'string' ? maskFromQuery(binding, asked) : maskOfBody(binding, body);
    }
    return json;
  };
}

function fromBody({ body: place }: Binding, body: JsonValue | undefined): JsonObject {
  if (body === undefined) return {};
  if (!place) throw new Problem(400, 'BODY_NOT_EXPECTED', 'This method takes no body.');
  if (!isObject(body)) throw badField(place === 'request' ? 'body' : place.name, 'must be an object');
  return place === 'request' ? { ...body } : { [place.jsonName]: { ...body } };
}

function addQuery(json: JsonObject, fields: readonly DescField[], url: string): void {
  for (const [name, value] of parseQuery(url)) {
    const field = fields.find((candidate) => candidate.name === name || candidate.jsonName === name);
    if (!field) throw badField(name.slice(0, 100), 'is no parameter of this method', 'UNKNOWN_PARAMETER');
    const known = json[field.jsonName];
    if (field.fieldKind === 'list') json[field.jsonName] = [...(Array.isArray(known) ? known : []), scalar(field, value)];
    else if (known === undefined) json[field.jsonName] = scalar(field, value);
    else throw badField(field.name, 'is given more than once', 'DUPLICATE_PARAMETER');
  }
}

/** In JSON only booleans may not be written as strings. */
function scalar(field: DescField, value: string): JsonValue {
  if (field.scalar !== ScalarType.BOOL) return value;
  return value === 'true' ? true : value === 'false' ? false : value;
}

/** A variable of the path goes before the same field in the body, which therefore may only repeat it. */
function addVariable(json: JsonObject, [field, ...further]: readonly DescField[], value: string, path: string): void {
  if (!field) return;
  const given = json[field.jsonName] ?? json[field.name];
  Reflect.deleteProperty(json, field.name);
  if (further.length > 0) {
    const inner = isObject(given) ? given : {};
    json[field.jsonName] = inner;
    addVariable(inner, further, value, path);
    return;
  }
  const repeats =
    given === undefined || given === null || given === value || (typeof given === 'number' && String(given) === value);
  if (!repeats) throw badField(path, 'differs from the one in the path');
  json[field.jsonName] = value;
}

/** ["task", "task.id"] as fields, for "task.id". */
function fieldsOnTheWay(message: DescMessage, path: string): DescField[] {
  const names = path.split('.');
  return names.map((_, depth) => fieldAt(message, names.slice(0, depth + 1).join('.')));
}
