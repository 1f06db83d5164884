import fc from 'fast-check';
import type { Document, Operation, Schema } from './document.js';

/** A request as it is sent: values of the path and the query as texts, the body as it stands on the wire. */
export type FuzzRequest = {
  path: string;
  query: [string, string][];
  headers: Record<string, string>;
  body: string | undefined;
};

/** What has broken servers before. */
const hostileTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202eevil\u202c',
  '\ufeff',
  'İ'.repeat(300),
  '🏳️‍🌈',
  '__proto__',
  'constructor',
  '$where',
  '{"$gt":""}',
  "' || '1'=='1",
  '../../etc/passwd',
  '%00',
  '%',
  '\r\nSet-Cookie: a=b',
  '<script>alert(1)</script>',
  '${7*7}',
  '9'.repeat(400),
  '-1',
  '1e309',
  'NaN',
  '9223372036854775808',
  '0001-01-01T00:00:00Z',
  '99999-12-31T23:59:60Z',
  `${'('.repeat(500)}1${')'.repeat(500)}`,
  '!'.repeat(900),
  'a.matches("(a+)+$")',
  'x'.repeat(70_000),
];
const text = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...hostileTexts) }, fc.string({ unit: 'binary', maxLength: 30 }));

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom<unknown>(null, true, -0, 1.5, 1e308, -(2 ** 53), [], {}, [[]], { $ne: null }, nested(31), nested(400)),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Names that the test company knows, so that calls come further than to a thing that is not there. */
const knownTexts = ['anna', 'chen', 'dora', 'gleb', 'admin', 'employee', 'guest'];

/** Mostly what the schema allows, and now and then, at any place in it, what nobody expects. */
export function valueOf(given: Schema, resolve: Document['resolve'], depth = 4): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 14, arbitrary: fitting(given, resolve, depth) }, { weight: 1, arbitrary: hostileJson });
}

function fitting(given: Schema, resolve: Document['resolve'], depth: number): fc.Arbitrary<unknown> {
  const schema = resolve(given);
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map((one) => fitting(one, resolve, depth)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, resolve, depth);
    case 'array':
      return fc.array(valueOf(schema.items ?? {}, resolve, depth - 1), { maxLength: Math.min(schema.maxItems ?? 3, 3) });
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -(2 ** 31), max: schema.maximum ?? 2 ** 31 - 1 });
    case 'number':
      return fc.double();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf(
  { properties = {}, required = [] }: Schema,
  resolve: Document['resolve'],
  depth: number,
): fc.Arbitrary<unknown> {
  if (depth <= 0) return fc.constant({});
  const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valueOf(one, resolve, depth - 1)]));
  const whole = fc.record(fields, { requiredKeys: required, noNullPrototype: true });
  const unknown = fc.tuple(whole, fc.constantFrom('nope', '__proto__', 'constructor', '$set'), hostileJson);
  const withUnknown = unknown.map(([object, name, value]) => ({ ...object, ...Object.fromEntries([[name, value]]) }));
  return fc.oneof({ weight: 12, arbitrary: whole }, { weight: 1, arbitrary: withUnknown });
}

function textOf({ format, pattern, contentEncoding, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'int64')
    return fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }).map(String) }, fc.bigInt().map(String));
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (format === 'email') return fc.emailAddress();
  if (contentEncoding)
    return fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    fc.constantFrom(...knownTexts),
    fc.string({ minLength: Math.min(minLength, 40), maxLength: Math.min(maxLength, 40) }),
  );
}

/** In a header stand bytes; what is none of them a client cannot send; tests/security/sockets.test.ts sends it all the same. */
const headerText = text.map((value) => value.replaceAll(/[^\x20-\x7e\x80-\xff]/g, '?').slice(0, 2_000));

/** Requests of an operation. */
export function requestsOf({ path, parameters, requestBody }: Operation, { resolve }: Document): fc.Arbitrary<FuzzRequest> {
  const of = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const asText = (schema: Schema) =>
    valueOf(schema, resolve).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const inPath = fc.tuple(...of('path').map(({ schema }) => asText(schema)));
  const inQuery = fc.tuple(
    ...of('query').map(({ name, schema }) =>
      fc
        .option(asText(schema), { nil: undefined, freq: 2 })
        .map((value): [string, string][] => (value === undefined ? [] : [[name, value]])),
    ),
  );
  const inHeaders = fc.tuple(
    ...of('header').map(({ name }) =>
      fc
        .option(fc.oneof(fc.constantFrom('"1"', '*', 'key-1'), headerText), { nil: undefined, freq: 2 })
        .map((value): [string, string][] => (value === undefined ? [] : [[name.toLowerCase(), value]])),
    ),
  );
  const schema = requestBody?.content['application/json']?.schema;
  const body: fc.Arbitrary<string | undefined> = schema
    ? fc.oneof(
        { weight: 20, arbitrary: valueOf(schema, resolve).map((value) => JSON.stringify(value)) },
        fc.constantFrom(
          '',
          '{',
          'null',
          '[]',
          '{"__proto__":{"admin":true}}',
          '\u0000',
          `{"a":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
        ),
        fc.constant(JSON.stringify({ title: 'x'.repeat(1_100_000) })),
      )
    : fc.constantFrom(undefined, undefined, undefined, '{}');
  return fc.record({ values: inPath, query: inQuery, headers: inHeaders, body }).map(({ values, query, headers, body: sent }) => {
    let index = 0;
    return {
      path: path.replace(/\{\w+\}/g, () => encoded(values[index++] ?? '')),
      query: query.flat(),
      headers: Object.fromEntries(headers.flat()),
      body: sent,
    };
  });
}

/** Percent-encoded; half a surrogate pair, which UTF-8 does not have, is replaced. */
export const encoded = (value: string): string => encodeURIComponent(Buffer.from(value).toString());
