import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches } from './filter/matches.testing.js';
import { searchFilter, searchQuery, searchTokens } from './search.js';

const finds = (q: string, ...texts: string[]) => matches(searchFilter(q, 'tokens'), { tokens: searchTokens(texts) });

describe('a search finds', () => {
  test.each([
    ['задача', 'Проверить задачи отдела'],
    ['задачи отделов', 'Проверить задачу отдела'],
    ['отчёт', 'ОТЧЕТ за май'],
    ['отчет', 'Отчёт за май'],
    ['замок', 'за́мок'],
    ['йод', 'Йод'],
    ['running', 'He runs'],
    ['meetings', 'Meeting with Anna'],
    ['cafe', 'Café Zürich'],
    ['café', 'CAFE'],
    ['ﬁle', 'the file'],
    ['ＡＢＣ１２', 'abc12'],
    ['email', 'Send an e-mail'],
    ['e-mail', 'Send an e-mail'],
    ['mail', 'Send an e-mail'],
    ['интернет-магазин', 'интернет-магазина'],
    ['2030-05', 'due 2030-05-17'],
    ['1042', 'ATR-1042'],
    ['보고서', '분기 보고서를 제출'],
    ['보고', '보고서'],
    ['서', '보고서'],
    ['보고서ㄹ', '보고서'],
    ['보고서 제출', '제출할 보고서'],
    ['東京', '来週東京へ'],
    ['カメラー', 'ｶﾒﾗｰ'],
    ['合同', '合同审批'],
    ['审', '合同审批'],
    ['b2b 솔루션', 'B2B솔루션 소개'],
    ['3월', '3월 보고'],
    ['anna budg', 'Budget by Anna'],
    ["don't", "Don't stop"],
  ])('%s in "%s"', (q, text) => {
    expect(finds(q, text)).toBe(true);
  });
});

describe('a search does not find', () => {
  test.each([
    ['задача', 'Заданный вопрос'],
    ['отдел продаж', 'отдел закупок'],
    ['budg ann', 'Budget by Anna'],
    ['고서보', '보고서'],
    ['東都', '東京'],
    ['.*', 'x'],
    ['x$', 'y'],
  ])('%s in "%s"', (q, text) => {
    expect(finds(q, text) && searchQuery(q).all.length > 0).toBe(false);
  });
});

test('words may stand in different texts of a document', () => {
  expect(finds('anna report', 'Report', 'for Anna')).toBe(true);
  expect(searchTokens([undefined, '', 'a'])).toEqual(['a']);
});

test('the last word alone is taken for a beginning', () => {
  expect(searchQuery('Задачи отд')).toEqual({ all: ['задач', { prefix: 'отд' }] });
  expect(searchQuery('보고서 가')).toEqual({ all: ['보고', '고서', { prefix: '가' }] });
});

test('a query without words asks for nothing', () => {
  for (const q of ['', '  ', '?!', '—']) expect(searchFilter(q, 'tokens')).toEqual({});
});

test('tokens and words asked for have a limit', () => {
  const long = Array.from({ length: 5000 }, (_, index) => `w${index}`).join(' ');
  expect(searchTokens([long])).toHaveLength(2000);
  expect(searchQuery(long).all).toHaveLength(20);
  expect(searchTokens(['я'.repeat(1000)]).every((token) => token.length <= 40)).toBe(true);
  expect(finds('я'.repeat(1000), 'я'.repeat(1000))).toBe(true);
});

const letters = 'абвеийоьыщaeinrsty12';
const word = fc.string({ unit: fc.constantFrom(...Array.from(letters)), minLength: 1, maxLength: 8 });
const run = fc.string({ unit: fc.constantFrom('가', '나', '다', '東', '京', 'カ', 'ー'), minLength: 1, maxLength: 5 });
const text = fc.array(fc.oneof(word, run), { minLength: 1, maxLength: 8 });

test('every text is found by its own words in any order, the last one as far as it is typed', () => {
  fc.assert(
    fc.property(
      text.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: 1 }), fc.nat({ max: 4 }))),
      ([all, asked, missing]) => {
        const last = asked.at(-1) ?? '';
        const typed = last.slice(0, Math.max(1, last.length - missing));
        expect(finds([...asked.slice(0, -1), typed].join(' '), all.join(' '))).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('any text at all has tokens, and is found by itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (anything) => {
      expect(finds(anything, anything)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
