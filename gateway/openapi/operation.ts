import type { DescField, DescService, JsonObject } from '@bufbuild/protobuf';
import { type Binding, fieldAt } from '../contract/bindings.js';
import { commentOf } from '../contract/comments.js';
import { refusesZero, rulesOf } from '../contract/rules.js';
import type { Schemas } from '../contract/schemas.js';
import { errorReferences } from './errors.js';

/** "Task" for TaskService: how operations are grouped. */
export const tagOf = (service: DescService): string => service.name.replace(/Service$/, '');

/** What stands in a header over REST, though it is a field of the request. */
const headers: Readonly<Record<string, { readonly name: string; readonly description: string }>> = {
  request_id: {
    name: 'Idempotency-Key',
    description: 'Chosen by the client for each write, e.g. a UUID. Repeated within a day it gives the first answer again.',
  },
  expected_version: {
    name: 'If-Match',
    description: 'The ETag that was read. Where it is no longer current, the write is refused with 412.',
  },
};

/** The OpenAPI operation of a method. */
export function operationOf(binding: Binding, schemas: Schemas): JsonObject {
  const { method, body, variables } = binding;
  const inPath = variables.map((name) => fieldAt(method.input, name));
  const inHeaders = method.input.fields.filter((field) => headers[field.name]);
  const inQuery =
    body === 'request' ? [] : method.input.fields.filter((field) => ![...inPath, ...inHeaders, body].includes(field));
  const parameters = [
    ...inPath.map((field) => parameter(field, 'path', schemas)),
    ...inQuery.map((field) => parameter(field, 'query', schemas)),
    ...inHeaders.map(headerParameter),
    ...(isConditional(binding) ? [ifNoneMatch] : []),
  ];
  const comment = commentOf(method);
  const [summary = ''] = comment.split(/(?<=\.)\s/);
  return {
    operationId: `${method.parent.typeName.split('.')[1]}.${method.localName}`,
    tags: [tagOf(method.parent)],
    ...(comment && { summary, description: comment }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: requestBody(binding, [...inPath, ...inHeaders], schemas) }),
    responses: {
      200: success(binding, schemas),
      ...(isConditional(binding) && { 304: { description: 'The ETag in If-None-Match is still current.' } }),
      ...errorReferences({
        isWrite: binding.verb !== 'get',
        isVersioned: inHeaders.some(({ name }) => name === 'expected_version'),
      }),
    },
  };
}

function parameter(field: DescField, place: 'path' | 'query', schemas: Schemas): JsonObject {
  const comment = commentOf(field);
  return {
    name: place === 'path' ? field.name : field.jsonName,
    in: place,
    ...((place === 'path' || refusesZero(field, rulesOf(field))) && { required: true }),
    ...(comment && { description: comment }),
    schema: schemas.requestField(field),
  };
}

function headerParameter(field: DescField): JsonObject {
  return { in: 'header', schema: { type: 'string' }, ...headers[field.name] };
}

const ifNoneMatch: JsonObject = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The ETag of an earlier answer. Where it is still current, the answer is 304 without a body.',
  schema: { type: 'string' },
};

/** Whether the answer can be asked for only if it is new: it has an ETag. */
function isConditional({ verb, method }: Binding): boolean {
  return verb === 'get' && (method.output.typeName === contentType || hasVersion(method.output));
}

const contentType = 'atrium.common.v1.Content';

const hasVersion = (message: Binding['method']['output']): boolean => message.fields.some(({ name }) => name === 'version');

function requestBody({ method, body }: Binding, elsewhere: readonly DescField[], schemas: Schemas): JsonObject {
  if (body !== 'request' && body?.message) {
    return { required: true, content: { 'application/json': { schema: schemas.request(body.message) } } };
  }
  const schema = schemas.requestWithout(method.input, elsewhere);
  return { ...(Array.isArray(schema.required) && { required: true }), content: { 'application/json': { schema } } };
}

function success({ method: { output } }: Binding, schemas: Schemas): JsonObject {
  const etag = { ETag: { description: 'Changes with what is answered.', schema: { type: 'string' } } };
  if (output.typeName === contentType) {
    return {
      description: commentOf(output),
      headers: etag,
      content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
    };
  }
  return {
    description: commentOf(output) || 'Done.',
    ...(hasVersion(output) && { headers: etag }),
    content: { 'application/json': { schema: schemas.answer(output) } },
  };
}
