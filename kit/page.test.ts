import fc from 'fast-check';
import type { Document } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { Refusal } from './errors.js';
import { matches, sorted } from './filter/matches.testing.js';
import { decodePageToken, encodePageToken, type Order, pageQuery, parseOrder, type Sortable, sortSpec } from './page.js';

const sortable: Sortable = {
  id: { path: '_id' },
  deadline: { path: 'times.deadline', nullable: true },
  title: { path: 'title' },
  priority: { path: 'priority', nullable: true },
};
const order = (text?: string): Order => parseOrder(text, sortable, 'deadline asc');

function reason(expected: string, pattern = /./): unknown {
  const message: unknown = expect.stringMatching(pattern);
  return expect.objectContaining({ reason: expected, message });
}

describe('an order', () => {
  test.each([
    ['deadline asc, id desc', 'deadline asc, id desc'],
    [' deadline ,  title  desc ', 'deadline asc, title desc, id desc'],
    ['priority desc, title', 'priority desc, title asc, id asc'],
    ['id', 'id asc'],
    ['id desc, title', 'id desc'],
    ['', 'deadline asc, id asc'],
    ['  ', 'deadline asc, id asc'],
    [undefined, 'deadline asc, id asc'],
  ])('%s reads as %s', (text, canonical) => {
    expect(order(text).text).toBe(canonical);
  });

  test('sorts by the stored paths', () => {
    expect(Object.entries(sortSpec(order('priority desc, deadline')))).toEqual([
      ['priority', -1],
      ['times.deadline', 1],
      ['_id', 1],
    ]);
  });

  test.each([
    ['secret', /"secret" is nothing to order by; there are id, deadline, title, priority/],
    ['constructor', /nothing to order by/],
    ['title down', /after title comes asc or desc/],
    ['title asc desc', /after title comes asc or desc/],
    ['title,', /"" is nothing/],
    ['title, title desc', /title is named twice/],
    ['$natural', /nothing to order by/],
  ])('%s is refused', (text, message) => {
    expect(() => order(text)).toThrow(reason('ORDER_BY', message));
  });
});

describe('a page token', () => {
  const last = { _id: 7, title: 'Отчёт 보고서', priority: null, times: { deadline: new Date('2030-01-31T09:00:00.123Z') } };
  const byAll = order('deadline, title desc, priority');
  const token = encodePageToken(byAll, 'id > 3', last, 'secret');

  test('carries the place of the last document', () => {
    expect(token).toMatch(/^[\w-]+$/);
    expect(decodePageToken(token, byAll, 'id > 3', 'secret')).toEqual([last.times.deadline, last.title, null, 7]);
  });

  test('is absent on the first page', () => {
    expect(decodePageToken(undefined, byAll, '')).toBeUndefined();
    expect(decodePageToken('', byAll, '')).toBeUndefined();
  });

  test('is good for its own order, filter and secret only', () => {
    expect(() => decodePageToken(token, order('deadline, title desc, priority desc'), 'id > 3', 'secret')).toThrow(
      reason('PAGE_TOKEN'),
    );
    expect(() => decodePageToken(token, byAll, 'id > 4', 'secret')).toThrow(reason('PAGE_TOKEN'));
    expect(() => decodePageToken(token, byAll, 'id > 3', 'other')).toThrow(reason('PAGE_TOKEN'));
  });

  test('does not survive a change of any byte', () => {
    const bytes = Buffer.from(token, 'base64url');
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, difference) => {
        const forged = Buffer.from(bytes);
        forged.writeUInt8(forged.readUInt8(at) ^ difference, at);
        expect(() => decodePageToken(forged.toString('base64url'), byAll, 'id > 3', 'secret')).toThrow(reason('PAGE_TOKEN'));
      }),
    );
  });

  test('any other text is refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 1 }), fc.base64String({ minLength: 1 })), (text) => {
        expect(() => decodePageToken(text, byAll, '')).toThrow(Refusal);
      }),
    );
  });

  test('a field that cannot be ordered by is a fault of ours, not of the caller', () => {
    expect(() => encodePageToken(order('title'), '', { _id: 1, title: ['a'] })).toThrow(/cannot be ordered by title/);
  });
});

describe('pages', () => {
  const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constant(null), fc.constant(undefined));
  const day = fc.oneof(
    fc.integer({ min: 0, max: 3 }).map((days) => new Date(days)),
    fc.constant(undefined),
  );
  const title = fc.string({ unit: fc.constantFrom('a', 'я', '가', '\u{fffd}', '😀'), maxLength: 2 });
  const documents = fc
    .array(fc.record({ priority: value, times: fc.record({ deadline: day }), title }), { maxLength: 30 })
    .chain((records) => fc.shuffledSubarray(records.map((record, index): Document => ({ _id: index, ...record }))));
  const direction = fc.constantFrom('', ' asc', ' desc');
  const anyOrder = fc
    .shuffledSubarray(['deadline', 'title', 'priority', 'id'], { minLength: 1 })
    .chain((names) => fc.tuple(...names.map((name) => direction.map((suffix) => `${name}${suffix}`))))
    .map((keys) => keys.join(', '));

  test('together are the whole list, in order, each document once', () => {
    fc.assert(
      fc.property(documents, anyOrder, fc.integer({ min: 1, max: 7 }), (all, text, size) => {
        const by = order(text);
        const pages: Document[] = [];
        let token: string | undefined;
        do {
          const query = pageQuery(by, decodePageToken(token, by, ''));
          const page = sorted(
            all.filter((document) => matches(query, document)),
            sortSpec(by),
          ).slice(0, size);
          pages.push(...page);
          const last = page.at(-1);
          token = last && page.length === size ? encodePageToken(by, '', last) : undefined;
        } while (token);
        expect(pages).toEqual(sorted(all, sortSpec(by)));
      }),
      { numRuns: 1000 },
    );
  });

  test('are bounded by the first key and leave out what came before', () => {
    expect(pageQuery(order('title desc'), ['b', 3])).toEqual({
      title: { $lte: 'b' },
      $nor: [
        { title: { $eq: 'b' }, _id: { $gt: 3 } },
        { title: { $eq: 'b' }, _id: { $eq: 3 } },
      ],
    });
    expect(pageQuery(order('id'), [3])).toEqual({ _id: { $gte: 3 }, $nor: [{ _id: { $eq: 3 } }] });
    expect(pageQuery(order('id'), undefined)).toEqual({});
  });
});
