import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText, type TextEncoding } from './decode.js';

const russian = [
  'Фамилия;Имя;Отчество;Должность;E-Mail',
  'Петрова;Анна;Сергеевна;Директор;anna@example.com',
  'ЩЕРБАКОВ;Юрий;;«Отдел №1» — ведущий;yu@example.com',
].join('\r\n');
const korean = [
  '성,이름,부서,직함,전자 메일 주소',
  '김,영희,영업부,과장,kim@example.com',
  '뷁,펲,홍보 "가"팀,대리,x@example.com',
].join('\r\n');
const english = 'Last Name,First Name\r\nChen,Wei';

describe('the encoding is recognised', () => {
  test.each<[string, string, TextEncoding, boolean]>([
    ['Russian', russian, 'utf-8', false],
    ['Russian', russian, 'utf-8', true],
    ['Russian', russian, 'utf-16le', true],
    ['Russian', russian, 'utf-16le', false],
    ['Russian', russian, 'windows-1251', false],
    ['Korean', korean, 'utf-8', true],
    ['Korean', korean, 'utf-8', false],
    ['Korean', korean, 'utf-16le', true],
    ['Korean', korean, 'utf-16le', false],
    ['Korean', korean, 'cp949', false],
    ['English', english, 'utf-8', false],
    ['English', english, 'utf-16le', false],
    ['Chinese names of Koreans', '성명,부서\n金英姬,영업부\n朴正熙,인사부', 'cp949', false],
    ['one Korean name', '김영희', 'cp949', false],
    ['one Russian name', 'Ким Ён Хи', 'windows-1251', false],
    ['Russian capitals', 'ИВАНОВ;ЗИНАИДА', 'windows-1251', false],
    ['one Russian letter', 'я', 'windows-1251', false],
    ['nothing', '', 'utf-8', false],
  ])('%s: %#', (_, text, encoding, addBOM) => {
    expect(decodeText(iconv.encode(text, encoding, { addBOM }))).toEqual({ text, encoding });
  });
});

const table = (cell: fc.Arbitrary<string>, header: string) =>
  fc
    .array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 })
    .map((rows) => [header, ...rows.map((row) => row.join(';'))].join('\r\n'));
const words = (first: string, rest: string) =>
  fc
    .tuple(
      fc.constantFrom(...Array.from(first)),
      fc.string({ unit: fc.constantFrom(...Array.from(rest)), minLength: 1, maxLength: 8 }),
    )
    .map((parts) => parts.join(''));
const capitals = 'АБВГДЕЁЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ';
const russianTable = table(words(capitals, capitals.toLowerCase()), 'Фамилия;Имя;Отчество');
const koreanTable = table(
  words('김이박최정강조윤장임한오서신권황안송전홍', '가나다라마바사아자차카타파하영희수민지현은정'),
  '성;이름;직함',
);

test('any table of Russian names survives every encoding that can hold it', () => {
  fc.assert(
    fc.property(russianTable, fc.constantFrom<TextEncoding>('utf-8', 'utf-16le', 'windows-1251'), (text, encoding) => {
      expect(decodeText(iconv.encode(text, encoding))).toEqual({ text, encoding });
    }),
  );
});

test('any table of Korean names survives every encoding that can hold it', () => {
  fc.assert(
    fc.property(koreanTable, fc.constantFrom<TextEncoding>('utf-8', 'utf-16le', 'cp949'), (text, encoding) => {
      expect(decodeText(iconv.encode(text, encoding))).toEqual({ text, encoding });
    }),
  );
});

test('any bytes are some text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decodeText(Buffer.from(bytes)).text).toBeTypeOf('string');
    }),
  );
});
