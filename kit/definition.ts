import { fromBinary } from '@bufbuild/protobuf';
import { createValidator, type ValidationResult, type Validator } from '@bufbuild/protovalidate';
import type { ServiceDefinition, TsProtoServiceDefinition } from 'nice-grpc';
import { Status } from 'nice-grpc-common';
import { invalid, Refusal, type Violation } from './errors.js';
import { registry } from './registry.js';

/** The bytes a request came in, for its validation and its digest. */
const received = new WeakMap<object, Uint8Array>();

export const bytesOf = (request: object): Uint8Array => received.get(request) ?? new Uint8Array();

/** Stands in the place of each request whose bytes are no message. */
const unreadable = new WeakSet<object>();

/**
 * The definition that a server is given: it keeps the bytes of each request, so that what ts-proto has decoded can be
 * validated by the rules of the contract, which are written over the descriptors.
 */
export const servedDefinition = ({ fullName, methods }: TsProtoServiceDefinition): ServiceDefinition =>
  Object.fromEntries(
    Object.entries(methods).map(([key, { name, requestType, requestStream, responseType, responseStream }]) => [
      key,
      {
        path: `/${fullName}/${name}`,
        requestStream,
        responseStream,
        requestSerialize: (request: unknown) => requestType.encode(request).finish(),
        requestDeserialize: (bytes: Uint8Array) => keeping(bytes, () => requestType.decode(bytes)),
        responseSerialize: (response: unknown) => responseType.encode(responseType.fromPartial?.(response) ?? response).finish(),
        responseDeserialize: (bytes: Uint8Array): unknown => responseType.decode(bytes),
        options: {},
      },
    ]),
  );

function keeping(bytes: Uint8Array, decode: () => unknown): object {
  let request: object;
  try {
    request = requireObject(decode());
  } catch {
    request = {};
    unreadable.add(request);
  }
  received.set(request, bytes);
  return request;
}

function requireObject(value: unknown): object {
  if (typeof value === 'object' && value !== null) return value;
  throw new TypeError('A message is an object.');
}

let validator: Validator | undefined;

/** Why a request breaks the contract; undefined where it keeps it. `path` is that of the method. */
export function breach(path: string, request: object): Refusal | undefined {
  if (unreadable.has(request)) return invalid('MALFORMED', 'The request is no message of this method.');
  const [, service = '', name = ''] = path.split('/');
  const input = registry.getService(service)?.methods.find((method) => method.name === name)?.input;
  if (!input) throw new Error(`The contract has no method ${path}.`);
  validator ??= createValidator({ registry });
  return refusalOf(validator.validate(input, fromBinary(input, bytesOf(request))));
}

/** The outcome of protovalidate as the client is told it, each violation with its field named as in the proto. */
export function refusalOf(result: ValidationResult): Refusal | undefined {
  if (result.kind === 'valid') return undefined;
  if (result.kind === 'error') throw result.error;
  const violations = result.violations.map((violation): Violation => {
    const [field = ''] = violation.toString().split(': ');
    return {
      field: violation.field.length > 0 ? field.replace(/ \[.*$/, '') : '',
      description: violation.message,
      rule: violation.ruleId,
    };
  });
  const [first] = violations;
  return new Refusal(
    Status.INVALID_ARGUMENT,
    'INVALID',
    first ? `${first.field}: ${first.description}` : 'The request breaks the contract.',
    {
      violations,
    },
  );
}
