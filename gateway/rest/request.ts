import { randomUUID } from 'node:crypto';
import { type DescField, fromJson, type JsonObject, type MessageShape, toBinary } from '@bufbuild/protobuf';
import { createValidator } from '@bufbuild/protovalidate';
import { refusalOf } from '../../kit/definition.js';
import { registry } from '../../kit/registry.js';
import type { Binding } from '../contract/bindings.js';
import { assembler, type Parts } from './assemble.js';
import { exactIntegers } from './exact-integers.js';
import { fieldNamed, misfit } from './violations.js';

const validator = createValidator({ registry });

/** Makes the bytes of a gRPC request of what HTTP brings. Throws what is wrong with it, fields by their names in the contract. */
export function requestReader(binding: Binding): (parts: Parts) => Uint8Array {
  const { input } = binding.method;
  const assemble = assembler(binding);
  const checkIntegers = exactIntegers(input);
  const requestId = fieldNamed(input, 'request_id');
  return (parts) => {
    const json = assemble(parts);
    if (requestId) nameWrite(json, requestId);
    const message = decode(input, json);
    checkIntegers(json, '');
    const refusal = refusalOf(validator.validate(input, message));
    if (refusal) throw refusal;
    return toBinary(input, message);
  };
}

/** A write that the client gives no key gets one of ours, by which the service knows it again when we repeat it. */
function nameWrite(json: JsonObject, { name, jsonName }: DescField): void {
  if (json[jsonName] || json[name]) return;
  Reflect.deleteProperty(json, name);
  json[jsonName] = randomUUID();
}

function decode<Input extends Binding['method']['input']>(input: Input, json: JsonObject): MessageShape<Input> {
  try {
    return fromJson(input, json);
  } catch {
    throw misfit(input, json);
  }
}
