import type { DescMessage, JsonObject, JsonValue } from '@bufbuild/protobuf';
import { protoCamelCase } from '@bufbuild/protobuf/reflect';
import { type BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { readNull, scalarKinds } from './scalars.js';
import { skip, tagOf } from './wire.js';

/** Reads the body of a message, up to where it ends. */
export type BodyReader = (reader: BinaryReader, end: number) => JsonValue;

/** How the messages of google.protobuf are read whose JSON is not simply their fields; undefined for all others. */
export function wellKnownReader(message: DescMessage): BodyReader | undefined {
  return wrapperReader(message) ?? readers[message.typeName];
}

const readers: Readonly<Record<string, BodyReader>> = {
  'google.protobuf.Timestamp': timestamp,
  'google.protobuf.Duration': duration,
  'google.protobuf.FieldMask': fieldMask,
  'google.protobuf.Struct': struct,
  'google.protobuf.Value': value,
  'google.protobuf.ListValue': listValue,
  'google.protobuf.Any': () => {
    throw new Error('google.protobuf.Any is not part of the contract: its JSON would depend on who reads it.');
  },
};

/** google.protobuf.StringValue and the like stand in JSON as what they wrap. */
function wrapperReader(message: DescMessage): BodyReader | undefined {
  const [field] = message.fields;
  if (!message.typeName.startsWith('google.protobuf.') || field?.fieldKind !== 'scalar' || field.name !== 'value')
    return undefined;
  const { wireType, read, zero } = scalarKinds[field.scalar];
  return (reader, end) => {
    let wrapped = zero();
    eachField(reader, end, (tag) => {
      if (tag !== tagOf(1, wireType)) return false;
      wrapped = read(reader);
      return true;
    });
    return wrapped;
  };
}

function timestamp(reader: BinaryReader, end: number): string {
  const { seconds, nanos } = secondsAndNanos(reader, end);
  if (seconds < firstSecond || seconds > lastSecond || nanos < 0)
    throw new RangeError('A timestamp is beyond the years 1 to 9999.');
  const days = Math.floor(seconds / 86_400);
  const second = seconds - days * 86_400;
  const hours = twoDigits[Math.floor(second / 3600)];
  const minutes = twoDigits[Math.floor((second % 3600) / 60)];
  return `${dateOf(days)}T${hours}:${minutes}:${twoDigits[second % 60]}${fraction(nanos)}Z`;
}
const firstSecond = Date.parse('0001-01-01T00:00:00Z') / 1000;
const lastSecond = Date.parse('9999-12-31T23:59:59Z') / 1000;

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

const datesByDay = new Map<number, string>();

/** Date.toISOString() costs several times the rest of a timestamp, and the timestamps of an answer share few days. */
function dateOf(daysSince1970: number): string {
  const known = datesByDay.get(daysSince1970);
  if (known !== undefined) return known;
  if (datesByDay.size >= 4096) datesByDay.clear();
  const date = new Date(daysSince1970 * 86_400_000).toISOString().slice(0, 10);
  datesByDay.set(daysSince1970, date);
  return date;
}

function duration(reader: BinaryReader, end: number): string {
  const { seconds, nanos } = secondsAndNanos(reader, end);
  const sign = seconds < 0 || nanos < 0 ? '-' : '';
  return `${sign}${Math.abs(seconds)}${fraction(Math.abs(nanos))}s`;
}

/** Of a second, with 3, 6 or 9 digits; nothing where it is zero. */
function fraction(nanos: number): string {
  if (nanos === 0) return '';
  return `.${String(nanos)
    .padStart(9, '0')
    .replace(/(000){1,2}$/, '')}`;
}

function secondsAndNanos(reader: BinaryReader, end: number): { seconds: number; nanos: number } {
  let seconds = 0;
  let nanos = 0;
  eachField(reader, end, (tag) => {
    if (tag === tagOf(1, WireType.Varint)) seconds = Number(reader.int64());
    else if (tag === tagOf(2, WireType.Varint)) nanos = reader.int32();
    else return false;
    return true;
  });
  return { seconds, nanos };
}

function fieldMask(reader: BinaryReader, end: number): string {
  const paths: string[] = [];
  eachField(reader, end, (tag) => {
    if (tag !== tagOf(1, WireType.LengthDelimited)) return false;
    paths.push(protoCamelCase(reader.string()));
    return true;
  });
  return paths.join(',');
}

function struct(reader: BinaryReader, end: number): JsonObject {
  const entries: [string, JsonValue][] = [];
  eachField(reader, end, (tag) => {
    if (tag !== tagOf(1, WireType.LengthDelimited)) return false;
    entries.push(withLength(reader, structEntry));
    return true;
  });
  // Defines its properties, so that not even the key "__proto__" does any harm.
  return Object.fromEntries(entries);
}

function structEntry(reader: BinaryReader, end: number): [string, JsonValue] {
  let key = '';
  let entryValue: JsonValue = null;
  eachField(reader, end, (tag) => {
    if (tag === tagOf(1, WireType.LengthDelimited)) key = reader.string();
    else if (tag === tagOf(2, WireType.LengthDelimited)) entryValue = withLength(reader, value);
    else return false;
    return true;
  });
  return [key, entryValue];
}

function value(reader: BinaryReader, end: number): JsonValue {
  let kind: JsonValue = null;
  eachField(reader, end, (tag) => {
    if (tag === tagOf(1, WireType.Varint)) kind = readNull(reader);
    else if (tag === tagOf(2, WireType.Bit64)) kind = reader.double();
    else if (tag === tagOf(3, WireType.LengthDelimited)) kind = reader.string();
    else if (tag === tagOf(4, WireType.Varint)) kind = reader.bool();
    else if (tag === tagOf(5, WireType.LengthDelimited)) kind = withLength(reader, struct);
    else if (tag === tagOf(6, WireType.LengthDelimited)) kind = withLength(reader, listValue);
    else return false;
    return true;
  });
  return kind;
}

function listValue(reader: BinaryReader, end: number): JsonValue[] {
  const values: JsonValue[] = [];
  eachField(reader, end, (tag) => {
    if (tag !== tagOf(1, WireType.LengthDelimited)) return false;
    values.push(withLength(reader, value));
    return true;
  });
  return values;
}

/** `read` answers whether the field with this tag was its business; other fields are skipped. */
function eachField(reader: BinaryReader, end: number, read: (tag: number) => boolean): void {
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (!read(tag)) skip(reader, tag);
  }
}

function withLength<Value>(reader: BinaryReader, read: (reader: BinaryReader, end: number) => Value): Value {
  const length = reader.uint32();
  return read(reader, reader.pos + length);
}
