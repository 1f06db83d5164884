import { Environment, parse, serialize } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import type { Document } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { Refusal } from './errors.js';
import { matches } from './filter/matches.testing.js';
import { compileFilter, type Filterable } from './filter.js';

const now = new Date('2030-06-15T12:00:00Z');

const fields: Filterable = {
  id: { path: '_id', type: 'int' },
  title: { path: 'title', type: 'string' },
  status: { path: 'state', type: 'enum', values: { new: 1, in_progress: 2, done: 3 } },
  kind: { path: 'kind', type: 'enum' },
  estimate: { path: 'estimate', type: 'int' },
  archived: { path: 'archived', type: 'bool' },
  deadline: { path: 'times.deadline', type: 'time' },
  participants: { path: 'participants', type: 'refs' },
  departments: { path: 'departments', type: 'ids' },
  'creator.name': { path: 'creatorName', type: 'string' },
};

const compile = (text: string) => compileFilter(text, fields, { now });

function refusalOf(text: string): Refusal {
  try {
    compile(text);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe('the queries', () => {
  test.each<[string, object]>([
    ['', {}],
    ['  ', {}],
    ['id == 42', { _id: { $eq: 42 } }],
    ['title == "😀 \\u00e9 \\"quoted\\""', { title: { $eq: '😀 é "quoted"' } }],
    ['title.startsWith("😀")', { title: { $gte: '😀', $lt: '😁' } }],
    ['-3 < estimate', { estimate: { $gt: -3 } }],
    ['status == "new"', { state: { $eq: 1 } }],
    ['status in ["new", "done"]', { state: { $in: [1, 3] } }],
    ['kind != "call"', { kind: { $ne: 'call' } }],
    ['!(status in ["new"])', { state: { $nin: [1] } }],
    ['archived', { archived: { $eq: true } }],
    ['archived == false', { archived: { $ne: true } }],
    ['!(archived == false)', { archived: { $eq: true } }],
    ['deadline == null', { 'times.deadline': { $eq: null } }],
    ['has(deadline)', { 'times.deadline': { $ne: null } }],
    ['!has(participants)', { participants: { $in: [null, []] } }],
    ['"u:anna" in participants', { participants: { $eq: 'u:anna' } }],
    ['7 in departments', { departments: { $eq: 7 } }],
    ['has(departments)', { departments: { $nin: [null, []] } }],
    ['creator.name.startsWith("Анн")', { creatorName: { $gte: 'Анн', $lt: 'Ано' } }],
    ['!title.startsWith("a")', { title: { $not: { $gte: 'a', $lt: 'b' } } }],
    ['deadline < now + duration("24h")', { 'times.deadline': { $lt: new Date('2030-06-16T12:00:00Z') } }],
    ['deadline >= now - (duration("1h") + duration("30m"))', { 'times.deadline': { $gte: new Date('2030-06-15T10:30:00Z') } }],
    ['deadline in [timestamp("2030-01-01T00:00:00+09:00")]', { 'times.deadline': { $in: [new Date('2029-12-31T15:00:00Z')] } }],
    ['id == 1 && (id == 2 && id == 3)', { $and: [{ _id: { $eq: 1 } }, { $and: [{ _id: { $eq: 2 } }, { _id: { $eq: 3 } }] }] }],
    ['!(id == 1 || !(id > 2))', { $and: [{ _id: { $ne: 1 } }, { _id: { $gt: 2 } }] }],
  ])('%s', (text, query) => {
    expect(compile(text)).toEqual(query);
  });

  test('constants are written out for CEL by us, because its own serialize drops parentheses and breaks emoji', () => {
    expect(serialize(parse('a - (b + c)').ast)).toBe('a - b + c');
    expect(() => parse(serialize(parse('"😀"').ast))).toThrow('surrogate');
  });

  test('text stays text, whatever it looks like', () => {
    expect(compile('title == "{$ne: 1}" || title in ["$where"]')).toEqual({
      $or: [{ title: { $eq: '{$ne: 1}' } }, { title: { $in: ['$where'] } }],
    });
    expect(compile('title.startsWith(".*$")')).toEqual({ title: { $gte: '.*$', $lt: '.*%' } });
  });
});

describe('what is refused, and where', () => {
  test.each<[string, number, RegExp]>([
    ['id = 1', 4, /Unexpected character/],
    ['id == "1', 7, /Unterminated/],
    ['id == 1 &&', 11, /EOF/],
    ['secret == "x"', 1, /secret is no field to filter by; there are archived, creator.name, deadline, departments/],
    ['id == 1 && creator.secret == 2', 12, /creator.secret is no field/],
    ['constructor == 1', 1, /no field/],
    ['status == "old"', 11, /never "old"; it is one of new, in_progress, done/],
    ['status == "toString"', 11, /never/],
    ['status < "new"', 10, /no order/],
    ['archived > false', 12, /no order/],
    ['archived == null', 13, /true or false/],
    ['has(archived)', 5, /always there/],
    ['id == "1"', 7, /a whole number/],
    ['id == 1.5', 7, /not a value/],
    ['id == 9007199254740993', 7, /not a value/],
    ['id == 1u', 7, /not a value/],
    ['title == b"x"', 10, /not a value/],
    ['title == "a" + 1', 10, /./],
    ['deadline < "2030-01-01"', 12, /an instant such as timestamp/],
    ['deadline < timestamp("tomorrow")', 12, /ISO 8601/],
    ['deadline < timestamp("2030-01-01T00:00:00Z", "UTC")', 12, /./],
    ['deadline < now + duration("1 day")', 12, /duration/],
    ['deadline < now + duration("9999999999h")', 12, /./],
    ['deadline < now + 1', 12, /./],
    ['deadline < null', 12, /an instant/],
    ['title < estimate', 9, /not a value/],
    ['1 == 1', 1, /not a condition/],
    ['true', 1, /not a condition/],
    ['title', 1, /no condition by itself/],
    ['participants == "u:anna"', 17, /write "…" in participants/],
    ['"a" in title', 8, /not a list/],
    ['1 in participants', 1, /holds strings/],
    ['"7" in departments', 1, /holds whole numbers/],
    ['departments == 7', 16, /write 7 in departments/],
    ['participants in ["a"]', 17, /cannot be looked for/],
    ['id in [1, null]', 11, /a whole number/],
    ['id in [1, id]', 11, /not a value/],
    ['title.matches("(a+)+$")', 1, /not a condition/],
    ['title.contains("a")', 1, /not a condition/],
    ['title.startsWith(1)', 18, /not a string/],
    ['status.startsWith("n")', 19, /not a string/],
    ['title.size() > 3', 1, /not a condition/],
    ['participants.exists(p, p == "a")', 1, /not a condition/],
    ['id == [1, 2].map(x, x * 2)[0]', 7, /not a value/],
    ['id == size("aaa")', 7, /not a value/],
    ['archived ? id == 1 : id == 2', 1, /not a condition/],
    ['title["$where"] == "x"', 1, /not a condition/],
    ['$where == "x"', 1, /Unexpected character/],
    ['{"$where": "x"} == title', 1, /./],
  ])('%s', (text, character, message) => {
    const refusal = refusalOf(text);
    expect(refusal.reason).toBe('FILTER');
    expect(refusal.message).toMatch(message);
    expect(refusal.message).toContain(`at character ${character}:`);
    expect(refusal.details.violations?.[0]?.field).toBe('filter');
  });

  test('text, nesting, comparisons and lists have limits', () => {
    const chain = (length: number, text = 'id == 1') => Array.from({ length }, () => text).join(' || ');
    expect(refusalOf(`title == "${'x'.repeat(2000)}"`).message).toMatch(/longer than 2000/);
    expect(compile(chain(50))).toHaveProperty('$or');
    expect(refusalOf(chain(51)).message).toMatch(/more than 50 comparisons/);
    expect(compile(`${'!'.repeat(20)}archived`)).toEqual({ archived: { $eq: true } });
    expect(refusalOf(`${'!'.repeat(21)}archived`).message).toMatch(/nested more than 20/);
    expect(refusalOf(`${'('.repeat(999)}id`).message).toMatch(/maxDepth/);
    expect(compile(`id in [${Array.from({ length: 200 }, () => 1)}]`)).toHaveProperty('_id');
    expect(refusalOf(`id in [${Array.from({ length: 201 }, () => 1)}]`).message).toMatch(/more than 200 values/);
  });

  test('any text at all is a query or a refusal', () => {
    const words = [
      'id',
      'title',
      'deadline',
      'participants',
      'archived',
      'now',
      'has(',
      'timestamp(',
      'duration(',
      '"',
      '""',
      '"x"',
      '1',
      '0x',
    ];
    const signs = [
      '.',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ':',
      '?',
      ',',
      '!',
      '-',
      '+',
      '*',
      '==',
      '<',
      'in',
      '&&',
      '||',
      ' ',
      '\\',
      '\n',
      '\u0000',
      'null',
      'b',
      'r',
    ];
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...words, ...signs), { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(compile(text)).toBeTypeOf('object');
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('against CEL itself', () => {
  /** A filter as we read it, and as CEL evaluates it over a message where `m.x` is null if absent and `there.x` exists if present. */
  type Twin = { ours: string; theirs: string };

  const same = (ours: string): Twin => ({
    ours,
    theirs: ours.replace(/\b(title|status|estimate|deadline|archived|participants)\b/g, 'm.$1'),
  });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 2 }).map((value) => `"${value}"`);
  const number = fc.integer({ min: -2, max: 2 }).map(String);
  const status = fc.constantFrom('"new"', '"in_progress"', '"done"');
  const instant = fc.oneof(
    fc.constant('now'),
    fc.integer({ min: -2, max: 2 }).map((hours) => `now + duration("${hours}h")`),
    fc.integer({ min: -2, max: 2 }).map((hours) => `now - (duration("1h") - duration("${hours}h"))`),
    fc.constant('timestamp("2030-06-15T13:00:00Z")'),
  );
  const equality = fc.constantFrom('==', '!=');
  const order = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
  const compared = (name: string, value: fc.Arbitrary<string>, operator: fc.Arbitrary<string>) =>
    fc
      .tuple(operator, value, fc.boolean())
      .map(([sign, operand, flipped]) => same(flipped ? `(${operand}) ${sign} ${name}` : `${name} ${sign} ${operand}`));
  const listed = (name: string, value: fc.Arbitrary<string>) =>
    fc.array(value, { maxLength: 3 }).map((values) => same(`${name} in [${values.join(', ')}]`));
  const leaf = fc.oneof(
    compared('title', text, order),
    compared('estimate', number, order),
    compared('deadline', instant, order),
    compared('status', status, equality),
    compared('archived', fc.constantFrom('true', 'false'), equality),
    compared('title', fc.constant('null'), equality),
    compared('deadline', fc.constant('null'), equality),
    fc.constant(same('archived')),
    listed('title', text),
    listed('estimate', number),
    listed('deadline', instant),
    listed('status', status),
    text.map((value) => same(`${value} in participants`)),
    text.map((value) => same(`title.startsWith(${value})`)),
    fc
      .constantFrom('title', 'status', 'estimate', 'deadline')
      .map((name) => ({ ours: `has(${name})`, theirs: `has(there.${name})` })),
    fc.constant({ ours: 'has(participants)', theirs: 'm.participants != []' }),
  );
  const filter = fc.letrec<{ tree: Twin }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      tie('tree').map(({ ours, theirs }) => ({ ours: `!(${ours})`, theirs: `!(${theirs})` })),
      fc.tuple(tie('tree'), fc.constantFrom('&&', '||'), tie('tree')).map(([left, operator, right]) => ({
        ours: `(${left.ours}) ${operator} (${right.ours})`,
        theirs: `(${left.theirs}) ${operator} (${right.theirs})`,
      })),
    ),
  })).tree;

  const message = fc.record(
    {
      title: fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 3 }),
      status: fc.constantFrom('new', 'in_progress', 'done'),
      estimate: fc.integer({ min: -3, max: 3 }),
      archived: fc.boolean(),
      deadline: fc.integer({ min: -3, max: 3 }).map((hours) => new Date(now.getTime() + hours * 3_600_000)),
      participants: fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 }), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
  type Message = typeof message extends fc.Arbitrary<infer Value> ? Value : never;

  const stored = ({ status: name, deadline, ...rest }: Message): Document => ({
    ...rest,
    ...(name && { state: { new: 1, in_progress: 2, done: 3 }[name] }),
    ...(deadline && { times: { deadline } }),
  });

  const cel = new Environment({ homogeneousAggregateLiterals: false })
    .registerVariable('m', 'map')
    .registerVariable('there', 'map')
    .registerVariable('now', 'google.protobuf.Timestamp');
  for (const type of ['string', 'int', 'google.protobuf.Timestamp']) {
    for (const sign of ['<', '<=', '>', '>=']) {
      cel.registerOperator(`null ${sign} ${type}`, () => false);
      cel.registerOperator(`${type} ${sign} null`, () => false);
    }
  }
  cel.registerFunction('null.startsWith(string): bool', () => false);

  function evaluated(text: string, there: Message): unknown {
    const absent = { title: null, status: null, estimate: null, deadline: null, archived: false, participants: [] };
    const whole = there.estimate === undefined ? there : { ...there, estimate: BigInt(there.estimate) };
    return cel.evaluate(text, { m: { ...absent, ...whole }, there: whole, now });
  }

  test('a filter finds exactly the messages for which the expression is true', () => {
    fc.assert(
      fc.property(filter, fc.array(message, { minLength: 1, maxLength: 5 }), ({ ours, theirs }, messages) => {
        const query = compile(ours);
        for (const one of messages) expect(matches(query, stored(one))).toBe(evaluated(theirs, one));
      }),
      { numRuns: 2000 },
    );
  });
});
