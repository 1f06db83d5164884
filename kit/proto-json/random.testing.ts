import { type DescField, type DescMessage, type JsonValue, ScalarType } from '@bufbuild/protobuf';
import fc from 'fast-check';

/** Proto-JSON of random messages, for tests: every field is absent as often as present. */
export function randomJson(message: DescMessage, depth = 3): fc.Arbitrary<JsonValue> {
  const special = specialForms[message.typeName];
  if (special) return special;
  const members = message.members.map((member) =>
    member.kind === 'oneof' ? fc.oneof(...member.fields.map((field) => entryOf(field, depth))) : entryOf(member, depth),
  );
  return fc.tuple(...members).map((entries) => Object.fromEntries(entries.flat()));
}

function entryOf(field: DescField, depth: number): fc.Arbitrary<[string, JsonValue][]> {
  if (depth === 0 && field.message) return fc.constant([]);
  const value = valueOf(field, depth - 1);
  const whole =
    field.fieldKind === 'list'
      ? fc.array(value, { maxLength: 3 })
      : field.fieldKind === 'map'
        ? fc.dictionary(keyOf(field.mapKey), value, { maxKeys: 3, noNullPrototype: true })
        : value;
  return fc.option(whole, { nil: undefined }).map((json) => (json === undefined ? [] : [[field.jsonName, json]]));
}

function valueOf(field: DescField, depth: number): fc.Arbitrary<JsonValue> {
  if (field.enum)
    return field.enum.typeName === 'google.protobuf.NullValue'
      ? fc.constant(null)
      : fc.constantFrom(...field.enum.values.map((value) => value.name));
  if (field.message) return randomJson(field.message, depth);
  return scalars[field.scalar];
}

const text = fc.string({ unit: 'binary', maxLength: 60 });
const bigInt = (min: bigint, max: bigint) =>
  fc.oneof(fc.bigInt({ min: min < 0n ? -1000n : 0n, max: 1000n }), fc.bigInt({ min, max })).map(String);
const signed64 = bigInt(-(2n ** 63n), 2n ** 63n - 1n);
const unsigned64 = bigInt(0n, 2n ** 64n - 1n);
const signed32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const unsigned32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const floating = (numbers: fc.Arbitrary<number>) => numbers.map((value) => (Number.isFinite(value) ? value : String(value)));
const scalars: Record<ScalarType, fc.Arbitrary<JsonValue>> = {
  [ScalarType.DOUBLE]: floating(fc.double()),
  [ScalarType.FLOAT]: floating(fc.float()),
  [ScalarType.INT64]: signed64,
  [ScalarType.SINT64]: signed64,
  [ScalarType.SFIXED64]: signed64,
  [ScalarType.UINT64]: unsigned64,
  [ScalarType.FIXED64]: unsigned64,
  [ScalarType.INT32]: signed32,
  [ScalarType.SINT32]: signed32,
  [ScalarType.SFIXED32]: signed32,
  [ScalarType.UINT32]: unsigned32,
  [ScalarType.FIXED32]: unsigned32,
  [ScalarType.BOOL]: fc.boolean(),
  [ScalarType.STRING]: text,
  [ScalarType.BYTES]: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes).toString('base64')),
};

function keyOf(type: ScalarType): fc.Arbitrary<string> {
  return type === ScalarType.STRING ? fc.oneof(text, fc.constant('__proto__')) : scalars[type].map(String);
}

const anyJson = fc.letrec<{ value: JsonValue; object: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(text, tie('value'), { maxKeys: 3, noNullPrototype: true }),
}));

const specialForms: Record<string, fc.Arbitrary<JsonValue>> = {
  'google.protobuf.Timestamp': fc
    .tuple(
      fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
      fraction(),
    )
    .map(([date, digits]) => `${date.toISOString().slice(0, 19)}${digits}Z`),
  'google.protobuf.Duration': fc
    .tuple(fc.constantFrom('', '-'), fc.integer({ min: 0, max: 315_576_000_000 - 1 }), fraction())
    .map(([sign, seconds, digits]) => `${sign}${seconds}${digits}s`),
  'google.protobuf.FieldMask': fc.array(fc.constantFrom('title', 'coExecutors', 'task.deadline')).map((paths) => paths.join(',')),
  'google.protobuf.Value': anyJson.value,
  'google.protobuf.ListValue': fc.array(anyJson.value, { maxLength: 3 }),
  'google.protobuf.Struct': anyJson.object,
  'google.protobuf.Empty': fc.constant({}),
  'google.protobuf.StringValue': text,
  'google.protobuf.Int64Value': signed64,
  'google.protobuf.BoolValue': fc.boolean(),
};

function fraction(): fc.Arbitrary<string> {
  return fc.constantFrom('', '.5', '.123', '.000001', '.123456789', '.100000001');
}
