import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.js';

const names = (user: string) => (user === 'anna' ? 'Anna Petrova' : undefined);

test('mentions stand as names, unknown ones as dots', () => {
  expect(excerptOf('Ask @{u:anna} or @{u:nobody}', names)).toBe('Ask @Anna Petrova or @…');
});

test('the marks of Markdown are gone, its words stay', () => {
  const text =
    '# Done\n\n- **first** [report](https://example.com/a_b)\n> `code` ~~old~~ 2 * 3 snake_case\n```ts\nconst a = 1;\n```';
  expect(excerptOf(text, names)).toBe('Done first report code old 2 3 snake_case const a = 1;');
});

test('a long text is cut between characters as people see them', () => {
  const family = '👨‍👩‍👧‍👦';
  expect(excerptOf(family.repeat(201), names)).toBe(`${family.repeat(199)}…`);
  expect(excerptOf(family.repeat(200), names)).toBe(family.repeat(200));
});

test('an excerpt is one line of at most 200 characters, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3000, unit: 'grapheme' }), (text) => {
      const excerpt = excerptOf(text, names);
      expect(excerpt).not.toMatch(/[\n\r\t]/);
      expect([...new Intl.Segmenter().segment(excerpt)].length).toBeLessThanOrEqual(200);
    }),
  );
});
