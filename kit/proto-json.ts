import type { DescField, DescMessage, JsonObject, JsonValue } from '@bufbuild/protobuf';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { FeatureSet_FieldPresence } from '@bufbuild/protobuf/wkt';
import { enumKind, scalarKinds, type ValueKind } from './proto-json/scalars.js';
import { wellKnownReader } from './proto-json/well-known.js';
import { skip, tagOf } from './proto-json/wire.js';

/** Protobuf's wire format → its JSON form, in one pass, without a message in between. */
export type JsonEncoder = (bytes: Uint8Array) => JsonObject;

/**
 * The encoder of a message, compiled at the first call. The JSON is that of proto3 with all fields of implicit presence
 * written out: clients see `"tags": []`, never a missing list. Fields unknown to the contract are left out. The bytes are
 * to come from an encoder, not from a stranger: a message field that stands there twice counts by its last occurrence.
 */
export function jsonEncoder(message: DescMessage): JsonEncoder {
  if (wellKnownReader(message)) throw new Error(`${message.typeName} has a JSON form of its own and is encoded as a field only.`);
  const read = objectReader(message);
  return (bytes) => {
    const reader = new BinaryReader(bytes);
    return read(reader, reader.len);
  };
}

type ObjectReader = (reader: BinaryReader, end: number) => JsonObject;

/** The values read so far, by the position of their fields. */
type Slots = (JsonValue | undefined)[];
type SlotReader = (reader: BinaryReader, slots: Slots) => void;

const objectReaders = new WeakMap<DescMessage, ObjectReader>();

function objectReader(message: DescMessage): ObjectReader {
  const compiled = objectReaders.get(message);
  if (compiled) return compiled;

  const fields = message.fields.toSorted((a, b) => a.number - b.number);
  const columns = fields.map((field) => ({ name: field.jsonName, absent: whereAbsent(field) }));
  const byTag: SlotReader[] = [];

  const read: ObjectReader = (reader, end) => {
    const slots = new Array<JsonValue | undefined>(columns.length);
    while (reader.pos < end) {
      const tag = reader.uint32();
      const readSlot = byTag[tag];
      if (readSlot) readSlot(reader, slots);
      else skip(reader, tag);
    }
    const json: JsonObject = {};
    let slot = 0;
    for (const { name, absent } of columns) {
      const value = slots[slot++];
      if (value !== undefined) json[name] = value;
      else if (absent !== undefined) json[name] = absent();
    }
    return json;
  };
  // Known before its fields are compiled: a message may contain itself.
  objectReaders.set(message, read);
  for (const field of fields) addReaders(byTag, field, fields);
  return read;
}

/** What stands in JSON where the wire has nothing; undefined where JSON has nothing either. */
function whereAbsent(field: DescField): (() => JsonValue) | undefined {
  if (field.fieldKind === 'list') return () => [];
  if (field.fieldKind === 'map') return () => ({});
  return field.presence === FeatureSet_FieldPresence.IMPLICIT ? kindOf(field).zero : undefined;
}

/** Enters how a field is read under each tag it may come with. */
function addReaders(byTag: SlotReader[], field: DescField, fields: readonly DescField[]): void {
  const slot = fields.indexOf(field);
  const kind = kindOf(field);
  const tag = tagOf(field.number, kind.wireType);
  const lengthDelimitedTag = tagOf(field.number, WireType.LengthDelimited);
  if (field.fieldKind === 'map') {
    byTag[lengthDelimitedTag] = mapReader(slot, scalarKinds[field.mapKey], kind);
  } else if (field.fieldKind === 'list') {
    // Numbers come packed, many under one tag, but may also come one by one.
    byTag[lengthDelimitedTag] = packedReader(slot, kind);
    byTag[tag] = itemReader(slot, kind);
  } else if (field.oneof) {
    const others = field.oneof.fields.filter((other) => other !== field).map((other) => fields.indexOf(other));
    byTag[tag] = oneofReader(slot, kind, others);
  } else {
    byTag[tag] = singularReader(slot, kind);
  }
}

function singularReader(slot: number, { read }: ValueKind): SlotReader {
  return (reader, slots) => {
    slots[slot] = read(reader);
  };
}

function oneofReader(slot: number, { read }: ValueKind, others: readonly number[]): SlotReader {
  return (reader, slots) => {
    for (const other of others) slots[other] = undefined;
    slots[slot] = read(reader);
  };
}

function itemReader(slot: number, { read }: ValueKind): SlotReader {
  return (reader, slots) => {
    const items = slots[slot];
    if (Array.isArray(items)) items.push(read(reader));
    else slots[slot] = [read(reader)];
  };
}

function packedReader(slot: number, kind: ValueKind): SlotReader {
  const readItem = itemReader(slot, kind);
  return (reader, slots) => {
    const length = reader.uint32();
    const end = reader.pos + length;
    while (reader.pos < end) readItem(reader, slots);
  };
}

/** An entry of a map is a message with a key and a value. */
function mapReader(slot: number, key: ValueKind, value: ValueKind): SlotReader {
  const keyTag = tagOf(1, key.wireType);
  const valueTag = tagOf(2, value.wireType);
  return (reader, slots) => {
    const length = reader.uint32();
    const end = reader.pos + length;
    let entryKey = key.zero();
    let entryValue = value.zero();
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === keyTag) entryKey = key.read(reader);
      else if (tag === valueTag) entryValue = value.read(reader);
      else skip(reader, tag);
    }
    // Defined, not assigned, so that not even the key "__proto__" does any harm.
    const entry = { value: entryValue, enumerable: true, writable: true, configurable: true };
    slots[slot] = Object.defineProperty(
      slots[slot] ?? {},
      typeof entryKey === 'string' ? entryKey : JSON.stringify(entryKey),
      entry,
    );
  };
}

/** Of a field's value; of one item or entry where it holds several. */
function kindOf(field: DescField): ValueKind {
  if (field.scalar !== undefined) return scalarKinds[field.scalar];
  if (field.enum !== undefined) return enumKind(field.enum);
  return messageKind(field.message);
}

function messageKind(message: DescMessage): ValueKind {
  const read = wellKnownReader(message) ?? objectReader(message);
  return {
    wireType: WireType.LengthDelimited,
    read: (reader) => {
      const length = reader.uint32();
      return read(reader, reader.pos + length);
    },
    zero: () => read(new BinaryReader(new Uint8Array()), 0),
  };
}
