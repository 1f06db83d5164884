import { type DescField, getOption, ScalarType, toJson } from '@bufbuild/protobuf';
import { FieldRulesSchema, field as fieldRules } from '@bufbuild/protovalidate/gen/buf/validate/validate_pb.js';
import { z } from 'zod';

const number = z.coerce.number().optional();
const value = z.object({
  minLen: number,
  maxLen: number,
  pattern: z.string().optional(),
  email: z.boolean().optional(),
  in: z.array(z.union([z.string(), z.number()])).optional(),
  notIn: z.array(z.union([z.string(), z.number()])).optional(),
  gt: number,
  gte: number,
  lt: number,
  lte: number,
});
const list = z.object({ minItems: number, maxItems: number, unique: z.boolean().optional() });

/** Rules of a single value; of one item, where the field is repeated. */
export type ValueRules = z.output<typeof value>;
export type ListRules = z.output<typeof list>;
/** The rules of a field (buf.validate.field) as far as JSON Schema can say them; the gateway enforces all. */
export type Rules = { readonly required: boolean; readonly value: ValueRules; readonly list: ListRules };

// What buf.validate calls the kinds of scalars our contract uses.
const kinds = {
  string: value.optional(),
  bytes: value.optional(),
  enum: value.optional(),
  int32: value.optional(),
  int64: value.optional(),
};
const fieldRulesJson = z.object({
  required: z.boolean().default(false),
  ...kinds,
  repeated: list.extend({ items: z.object(kinds).optional() }).optional(),
});

export function rulesOf(field: DescField): Rules {
  const { required, repeated, ...own } = fieldRulesJson.parse(toJson(FieldRulesSchema, getOption(field, fieldRules)));
  const { items, ...listRules } = repeated ?? {};
  const [valueRules = {}] = Object.values(items ?? own).filter((rules) => rules !== undefined);
  return { required, value: valueRules, list: listRules };
}

/** Whether the rules refuse the field's zero value, so that whoever sends the message has to say something else. */
export function refusesZero(field: DescField, { required, value: own, list: many }: Rules): boolean {
  if (required || field.fieldKind === 'list') return required || (many.minItems ?? 0) > 0;
  const zero = field.scalar === ScalarType.STRING || field.scalar === ScalarType.BYTES ? '' : '0';
  const { minLen = 0, gt = -1, gte = 0, in: allowed = [zero], notIn = [], email = false } = own;
  return minLen > 0 || gt >= 0 || gte > 0 || email || notIn.map(String).includes(zero) || !allowed.map(String).includes(zero);
}
