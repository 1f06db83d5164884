import type { DescField, DescMessage } from '@bufbuild/protobuf';
import type { ReflectMessage } from '@bufbuild/protobuf/reflect';
import { DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt';

/** What google.protobuf.Timestamp and Duration say they hold; JSON, JavaScript and MongoDB can say no more. */
const SECONDS = new Map<string, { from: bigint; to: bigint }>([
  [TimestampSchema.typeName, { from: -62_135_596_800n, to: 253_402_300_799n }],
  [DurationSchema.typeName, { from: -315_576_000_000n, to: 315_576_000_000n }],
]);

/** The path of a time in the message that no calendar holds; undefined where there is none. */
export function impossibleTime(message: ReflectMessage): string | undefined {
  const limits = SECONDS.get(message.desc.typeName);
  if (limits) return isWithin(message, limits) ? undefined : '';
  for (const field of fieldsWithTimes(message.desc)) {
    const [found] = valuesOf(message, field).flatMap((value, index) => {
      const path = impossibleTime(value);
      if (path === undefined) return [];
      const place = field.fieldKind === 'message' ? field.name : `${field.name}[${index}]`;
      return [path === '' ? place : `${place}.${path}`];
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

function isWithin(time: ReflectMessage, { from, to }: { from: bigint; to: bigint }): boolean {
  const [seconds, nanos] = time.fields.map((field) => time.get(field));
  return typeof seconds === 'bigint' && seconds >= from && seconds <= to && typeof nanos === 'number' && Math.abs(nanos) < 1e9;
}

function valuesOf(message: ReflectMessage, field: DescField): ReflectMessage[] {
  if (!message.isSet(field)) return [];
  if (field.fieldKind === 'message') return [message.get(field)];
  if (field.fieldKind === 'list' && field.listKind === 'message')
    return [...message.get(field)].flatMap((item) => (isMessage(item) ? [item] : []));
  if (field.fieldKind === 'map' && field.mapKind === 'message')
    return [...message.get(field).values()].flatMap((value) => (isMessage(value) ? [value] : []));
  return [];
}

const isMessage = (value: unknown): value is ReflectMessage => typeof value === 'object' && value !== null && 'desc' in value;

const known = new WeakMap<DescMessage, DescField[]>();

/** The fields through which a time can be reached. */
function fieldsWithTimes(message: DescMessage): DescField[] {
  const found = known.get(message);
  if (found) return found;
  const fields = message.fields.filter((field) => field.message && reachesTime(field.message, new Set([message])));
  known.set(message, fields);
  return fields;
}

function reachesTime(message: DescMessage, seen: Set<DescMessage>): boolean {
  if (SECONDS.has(message.typeName)) return true;
  if (seen.has(message)) return false;
  seen.add(message);
  return message.fields.some((field) => field.message && reachesTime(field.message, seen));
}
