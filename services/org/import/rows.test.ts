import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText } from './decode.js';
import { type Row, readRows } from './rows.js';

const rows = (text: string): Row[] => [...readRows(text)];
const brief = (text: string) =>
  rows(text).map((row) => ('cells' in row ? [row.line, ...Object.values(row.cells)] : [row.line, row.error.reason]));

describe('a table', () => {
  test.each([',', ';', '\t'])('is read whichever its delimiter: %j', (delimiter) => {
    const text = [
      ['Имя, фамилия', 'E-mail'],
      ['Анна', 'a@example.com'],
    ]
      .map((cells) => cells.map((cell) => `"${cell}"`).join(delimiter))
      .join('\n');
    expect(readRows(text)).toMatchObject({ delimiter, columns: ['Имя, фамилия', 'E-mail'] });
    expect(rows(text)).toEqual([{ line: 2, cells: { 'Имя, фамилия': 'Анна', 'E-mail': 'a@example.com' } }]);
  });

  test.each(['\n', '\r\n', '\r'])('is read whichever its line ends: %j', (end) => {
    expect(brief(['a,b', '1,2', '', '3,4', ''].join(end))).toEqual([
      [2, '1', '2'],
      [4, '3', '4'],
    ]);
  });

  test('may say its delimiter in a first line', () => {
    expect(brief('sep=;\r\na,b;c\r\n1;2')).toEqual([[3, '1', '2']]);
  });

  test('counts lines as an editor shows them', () => {
    expect(brief('a,b\n"one\ntwo\r\nthree",x\ny,"z\n"\nlast,')).toEqual([
      [2, 'one\ntwo\r\nthree', 'x'],
      [5, 'y', 'z\n'],
      [7, 'last', ''],
    ]);
  });

  test('may leave out cells at the end of a row and have empty ones too many', () => {
    expect(brief('a,b,c,,\n1\n1,2,3,,,\n')).toEqual([
      [2, '1', '', ''],
      [3, '1', '2', '3'],
    ]);
  });

  test('may have quotes inside an unquoted cell', () => {
    expect(brief('a;b\nООО "Ромашка";5" 4\n')).toEqual([[2, 'ООО "Ромашка"', '5" 4']]);
  });

  test('keeps columns of the same name, and of none', () => {
    expect(readRows('Phone,,Phone,phone,__proto__,\n').columns).toEqual(['Phone', 'column 2', 'Phone (2)', 'phone', '__proto__']);
    expect(brief('__proto__,constructor\n1,2')).toEqual([[2, '1', '2']]);
  });

  test('may be empty', () => {
    expect(readRows('')).toMatchObject({ columns: [], delimiter: ',' });
    expect(rows('')).toEqual([]);
    expect(rows('a,b')).toEqual([]);
    expect(rows('\n\n')).toEqual([]);
  });
});

describe('a broken row is reported and nothing else is lost', () => {
  test.each([
    ['a quote that is never closed', '"Петров;b', 'UNCLOSED_QUOTE'],
    ['a quote closed too early', '"Петров" Иван;b', 'TEXT_AFTER_QUOTE'],
    ['a quote that the next row closes', '"Петров;b\n"Сидоров";c', 'TEXT_AFTER_QUOTE'],
    ['cells that no column has', '1;2;3', 'TOO_MANY_CELLS'],
  ])('%s', (_, broken, reason) => {
    const result = brief(`a;b\nx;y\n${broken}\nv;w\n`);
    expect(result).toContainEqual([3, reason]);
    expect(result.at(0)).toEqual([2, 'x', 'y']);
    expect(result.at(-1)).toEqual([broken.includes('\n') ? 5 : 4, 'v', 'w']);
  });

  test('even the header', () => {
    expect(readRows('"a;b\n1;2').columns).toEqual([]);
    expect(brief('"a;b\n1;2')[0]).toEqual([1, 'UNCLOSED_QUOTE']);
  });

  test('what is left of a row whose quote swallowed the next is reported as well', () => {
    expect(brief('a;b\n"Петров;b\n"Сидоров";c\n')).toEqual([
      [2, 'TEXT_AFTER_QUOTE'],
      [3, 'Сидоров', 'c'],
    ]);
  });
});

const cell = fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r\n', ' ', 'a', 'я', '가', '=', "'"), maxLength: 6 });
const header = ['login', 'name', 'note'];
const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 10 });
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
/** Quotes where it must, or everywhere. */
const write = (cells: readonly string[], delimiter: string, always: boolean) =>
  cells.map((text) => (always || /[",;\t\r\n]/.test(text) ? quote(text) : text)).join(delimiter);
const delimiter = fc.constantFrom(',', ';', '\t');
const end = fc.constantFrom('\n', '\r\n', '\r');
const present = (cells: readonly string[]) => cells.some((text) => text.trim() !== '');

test('any rows come back from any delimiter, line end and quoting', () => {
  fc.assert(
    fc.property(table, delimiter, end, fc.boolean(), fc.boolean(), (records, between, after, always, ended) => {
      const text = [header, ...records].map((cells) => write(cells, between, always)).join(after) + (ended ? after : '');
      const read = rows(text).map((row) => ('cells' in row ? Object.values(row.cells) : row.error));
      expect(read).toEqual(records.filter(present));
    }),
    { numRuns: 1000 },
  );
});

test('any rows come back from any encoding that can hold them', () => {
  const unit = (letters: string) =>
    fc.array(
      fc.tuple(
        fc.string({ unit: fc.constantFrom(...Array.from(letters)), minLength: 3, maxLength: 8 }),
        cell.filter((text) => !/[가я]/.test(text)),
      ),
      // One or two letters could be those of another encoding: a file of people has more.
      { minLength: 3 },
    );
  const encoded = fc.oneof(
    fc.tuple(fc.constantFrom('utf-8', 'utf-16le', 'windows-1251'), unit('абвгдежзийклмнопрстуфхцчшщъыьэюяё')),
    fc.tuple(fc.constantFrom('utf-8', 'utf-16le', 'cp949'), unit('가나다라마바사아자차카타파하영희수민')),
  );
  fc.assert(
    fc.property(encoded, delimiter, fc.boolean(), ([encoding, records], between, addBOM) => {
      const text = [['name', 'note'], ...records].map((cells) => write(cells, between, false)).join('\r\n');
      const bytes = iconv.encode(text, encoding, { addBOM: addBOM && encoding.startsWith('utf') });
      const read = rows(decodeText(bytes).text).map((row) => ('cells' in row ? Object.values(row.cells) : row.error));
      expect(read).toEqual(records);
    }),
  );
});

test('a well-formed file reads as csv-parse reads it, with the same lines', () => {
  fc.assert(
    fc.property(table, delimiter, fc.constantFrom('\n', '\r\n'), (records, between, after) => {
      const text = [header, ...records.filter(present)].map((cells) => write(cells, between, false)).join(after);
      const theirs = parse(text, { delimiter: between, columns: true, recordDelimiter: after });
      expect(rows(text).map((row) => ('cells' in row ? row.cells : row.error))).toEqual(theirs);
    }),
  );
});

test('any text is read to its end, in order', () => {
  const unit = fc.constantFrom('"', ';', ',', '\n', '\r', 'a', '""', '";"', '"\n"');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
      const lines = rows(text).map((row) => row.line);
      expect(lines).toEqual([...new Set(lines)].sort((left, right) => left - right));
      expect(Math.max(0, ...lines)).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
    }),
    { numRuns: 1000 },
  );
});

test('a file of 20 MB is read a row at a time, broken rows and all', () => {
  const line = `Петров;Иван;${'x'.repeat(350)};"quoted ""cell"""\r\n`;
  const text = `a;b;c;d\r\n${(line.repeat(499) + '"open;b;c;d\r\n').repeat(100)}`;
  const started = performance.now();
  const iterator = readRows(text)[Symbol.iterator]();
  expect(iterator.next().value).toMatchObject({ line: 2 });
  const toFirst = performance.now() - started;
  let broken = 0;
  for (let next = iterator.next(); !next.done; next = iterator.next()) if ('error' in next.value) broken += 1;
  expect(broken).toBe(100);
  // A share and not a time, because tests run beside each other.
  expect(toFirst).toBeLessThan((performance.now() - started) / 5);
});
