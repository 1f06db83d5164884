import { type DescField, type DescMessage, type JsonValue, ScalarType } from '@bufbuild/protobuf';
import { badField } from './problem.js';
import { below, isObject } from './violations.js';

type Check = (json: JsonValue | undefined, path: string) => void;

const checks = new WeakMap<DescMessage, Check>();
const nothing: Check = () => undefined;

/**
 * Refuses 64-bit integers which JavaScript cannot hold exactly, or which are not written with digits. All ids, versions
 * and amounts of the contract stay below 2^53; a service could only say that some part of the request is malformed.
 */
export function exactIntegers(message: DescMessage): Check {
  const compiled = checks.get(message);
  if (compiled) return compiled;
  // What a message that contains itself holds further down is left to the service.
  checks.set(message, nothing);
  const fields = message.fields.flatMap((field) => {
    const check = checkOf(field);
    return check === nothing ? [] : [{ field, check: field.fieldKind === 'list' ? forItems(check) : check }];
  });
  const result: Check = (json, path) => {
    if (!isObject(json)) return;
    for (const { field, check } of fields) check(json[field.jsonName] ?? json[field.name], below(path, field.name));
  };
  checks.set(message, fields.length === 0 ? nothing : result);
  return fields.length === 0 ? nothing : result;
}

function checkOf(field: DescField): Check {
  if (field.message) return field.fieldKind === 'map' ? nothing : exactIntegers(field.message);
  return field.scalar !== undefined && sixtyFourBits.has(field.scalar) ? exact : nothing;
}

const sixtyFourBits: ReadonlySet<ScalarType> = new Set([
  ScalarType.INT64,
  ScalarType.UINT64,
  ScalarType.SINT64,
  ScalarType.FIXED64,
  ScalarType.SFIXED64,
]);

const exact: Check = (json, path) => {
  if (json === undefined || json === null) return;
  const isExact =
    typeof json === 'string' ? /^-?\d{1,16}$/.test(json) && Number.isSafeInteger(Number(json)) : Number.isSafeInteger(json);
  if (!isExact) throw badField(path, 'must be a whole number below 2^53, written with digits');
};

function forItems(check: Check): Check {
  return (json, path) => {
    if (Array.isArray(json)) for (const [index, item] of json.entries()) check(item, `${path}[${index}]`);
  };
}
