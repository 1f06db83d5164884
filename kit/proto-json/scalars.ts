import { type DescEnum, type JsonValue, ScalarType } from '@bufbuild/protobuf';
import { type BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** Reads one value, standing where it begins (at the length, where it has one). */
export type ValueReader = (reader: BinaryReader) => JsonValue;

/** How a kind of value stands on the wire, and what stands in JSON where it is absent. */
export type ValueKind = { readonly wireType: WireType; readonly read: ValueReader; readonly zero: () => JsonValue };

const { Varint, Bit32, Bit64, LengthDelimited } = WireType;

/** JSON has no 64-bit integers: they travel as strings. */
export const scalarKinds: Readonly<Record<ScalarType, ValueKind>> = {
  [ScalarType.DOUBLE]: { wireType: Bit64, read: (reader) => floatingPoint(reader.double()), zero: () => 0 },
  [ScalarType.FLOAT]: { wireType: Bit32, read: (reader) => floatingPoint(reader.float()), zero: () => 0 },
  [ScalarType.INT64]: { wireType: Varint, read: (reader) => smallVarint(reader) ?? String(reader.int64()), zero: () => '0' },
  [ScalarType.UINT64]: { wireType: Varint, read: (reader) => smallVarint(reader) ?? String(reader.uint64()), zero: () => '0' },
  [ScalarType.SINT64]: { wireType: Varint, read: (reader) => String(reader.sint64()), zero: () => '0' },
  [ScalarType.FIXED64]: { wireType: Bit64, read: (reader) => String(reader.fixed64()), zero: () => '0' },
  [ScalarType.SFIXED64]: { wireType: Bit64, read: (reader) => String(reader.sfixed64()), zero: () => '0' },
  [ScalarType.INT32]: { wireType: Varint, read: (reader) => reader.int32(), zero: () => 0 },
  [ScalarType.UINT32]: { wireType: Varint, read: (reader) => reader.uint32(), zero: () => 0 },
  [ScalarType.SINT32]: { wireType: Varint, read: (reader) => reader.sint32(), zero: () => 0 },
  [ScalarType.FIXED32]: { wireType: Bit32, read: (reader) => reader.fixed32(), zero: () => 0 },
  [ScalarType.SFIXED32]: { wireType: Bit32, read: (reader) => reader.sfixed32(), zero: () => 0 },
  [ScalarType.BOOL]: { wireType: Varint, read: (reader) => reader.bool(), zero: () => false },
  [ScalarType.STRING]: { wireType: LengthDelimited, read: (reader) => reader.string(), zero: () => '' },
  [ScalarType.BYTES]: { wireType: LengthDelimited, read: (reader) => base64(reader.bytes()), zero: () => '' },
};

/** The one value of google.protobuf.NullValue. */
export function readNull(reader: BinaryReader): null {
  reader.int32();
  return null;
}

/** By name; a number where the contract knows none for it. */
export function enumKind(type: DescEnum): ValueKind {
  if (type.typeName === 'google.protobuf.NullValue') return { wireType: Varint, read: readNull, zero: () => null };
  const names = new Map(type.values.map((value) => [value.number, value.name]));
  const nameOf = (value: number): string | number => names.get(value) ?? value;
  const zero = nameOf(type.values[0]?.number ?? 0);
  return { wireType: Varint, read: (reader) => nameOf(reader.int32()), zero: () => zero };
}

function floatingPoint(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** Nearly all ids, versions and amounts are small: four bytes at most make no BigInt. Undefined, and nothing read, for others. */
function smallVarint(reader: BinaryReader): string | undefined {
  const start = reader.pos;
  const value = reader.uint32();
  if (reader.pos - start <= 4) return String(value);
  reader.pos = start;
  return undefined;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
