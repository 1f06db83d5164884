import { fromBinary, type Message } from '@bufbuild/protobuf';
import { pathToString, reflect } from '@bufbuild/protobuf/reflect';
import { createValidator, RuntimeError, type ValidationResult, type Validator } from '@bufbuild/protovalidate';
import type { ServiceDefinition, TsProtoServiceDefinition } from 'nice-grpc';
import { Status } from 'nice-grpc-common';
import { invalid, Refusal, type Violation } from './errors.js';
import { registry } from './registry.js';
import { impossibleTime } from './times.js';

/** The bytes a request came in, for its validation and its digest. */
const received = new WeakMap<object, Uint8Array>();

export const bytesOf = (request: object): Uint8Array => received.get(request) ?? new Uint8Array();

/** Those whose bytes are no message: something must stand in its place. */
const unreadable = new WeakSet();

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
        requestDeserialize: (bytes: Uint8Array) => keeping(bytes, () => decoded(requestType, bytes)),
        responseSerialize: (response: unknown) => responseType.encode(responseType.fromPartial?.(response) ?? response).finish(),
        responseDeserialize: (bytes: Uint8Array) => decoded(responseType, bytes),
        options: {},
      },
    ]),
  );

/** nice-grpc types what ts-proto's decoders give as `any`; it is a message. */
function decoded({ decode }: { decode(bytes: Uint8Array): unknown }, bytes: Uint8Array): object {
  const message = decode(bytes);
  if (typeof message !== 'object' || message === null) throw new Error('The decoder gave no message.');
  return message;
}

function keeping(bytes: Uint8Array, decode: () => object): object {
  let request: object;
  try {
    request = decode();
  } catch {
    request = {};
    unreadable.add(request);
  }
  received.set(request, bytes);
  return request;
}

let validator: Validator | undefined;

/** Why a request breaks the contract; undefined where it keeps it. `path` is that of the method. */
export function breach(path: string, request: object): Refusal | undefined {
  const [, service = '', name = ''] = path.split('/');
  const input = registry.getService(service)?.methods.find((method) => method.name === name)?.input;
  if (!input) throw new Error(`The contract has no method ${path}.`);
  let message: Message;
  try {
    // It is stricter than ts-proto: what is no UTF-8, for one, is no text.
    message = fromBinary(input, bytesOf(request));
  } catch {
    return malformed();
  }
  if (unreadable.has(request)) return malformed();
  const time = impossibleTime(reflect(input, message));
  if (time !== undefined) return invalid('INVALID', `${time}: there is no such time.`, time);
  validator ??= createValidator({ registry });
  return refusalOf(validator.validate(input, message));
}

const malformed = (): Refusal => invalid('MALFORMED', 'The request is no message of this method.');

/** The outcome of protovalidate as the client is told it, each violation with its field named as in the proto. */
export function refusalOf(result: ValidationResult): Refusal | undefined {
  if (result.kind === 'valid') return undefined;
  if (result.kind === 'error') {
    // A rule could not be applied to what the request holds.
    if (result.error instanceof RuntimeError) return invalid('INVALID', 'The request breaks the contract.');
    throw result.error;
  }
  const violations = result.violations.map(
    ({ field, message, ruleId }): Violation => ({ field: pathToString(field), description: message, rule: ruleId }),
  );
  const [first] = violations;
  const text = first ? `${first.field}: ${first.description}` : 'The request breaks the contract.';
  return new Refusal(Status.INVALID_ARGUMENT, 'INVALID', text, { violations });
}
