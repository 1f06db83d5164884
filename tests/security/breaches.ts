import type { Document, Schema } from './document.js';

/** Where a value is not as its schema says; a property that the schema does not name is a breach too. */
export function breaches(value: unknown, given: Schema, resolve: Document['resolve'], at = '$'): string[] {
  const schema = resolve(given);
  if (schema.oneOf) {
    const found = schema.oneOf.map((one) => breaches(value, one, resolve, at));
    return found.some((each) => each.length === 0) ? [] : found.flat();
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is none of ${schema.enum.join(', ')}`];
  switch (schema.type) {
    case 'object':
      return isObject(value) ? objectBreaches(value, schema, resolve, at) : [`${at} is no object`];
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => breaches(item, schema.items ?? {}, resolve, `${at}[${index}]`))
        : [`${at} is no array`];
    case 'string':
      if (typeof value !== 'string') return [`${at} is no string`];
      return schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)
        ? []
        : [`${at} is not ${schema.pattern}`];
    case 'integer':
      return Number.isInteger(value) ? [] : [`${at} is no integer`];
    case 'number':
    case 'boolean':
      return typeof value === schema.type ? [] : [`${at} is no ${schema.type}`];
    default:
      return [];
  }
}

function objectBreaches(value: Record<string, unknown>, schema: Schema, resolve: Document['resolve'], at: string): string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  return [
    ...required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : others;
      if (own) return breaches(inner, own, resolve, `${at}.${name}`);
      return schema.properties ? [`${at}.${name} is not in the contract`] : [];
    }),
  ];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
