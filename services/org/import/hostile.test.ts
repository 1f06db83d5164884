import { describe, expect, test } from 'vitest';
import { readUpload } from './upload.js';

const MB = 1024 * 1024;
/** As large as an upload may be. */
const full = (text: string): Buffer => Buffer.alloc(20 * MB, text);

describe('a file that is made to be a burden is refused', () => {
  test.each<[string, () => Buffer, string]>([
    ['nothing but commas', () => full(','), 'NO_COLUMNS'],
    ['nothing but all delimiters', () => full(';,\t'), 'NO_COLUMNS'],
    ['nothing but quotes', () => full('"'), 'NO_COLUMNS'],
    ['nothing but line ends', () => full('\r\n'), 'NO_COLUMNS'],
    ['one name of twenty megabytes', () => full('a'), 'NO_COLUMNS'],
    ['bytes of no encoding', () => full('\u00ee'), 'NO_COLUMNS'],
    [
      'half characters of UTF-16',
      () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(20 * MB - 2, 0xd8)]),
      'NO_COLUMNS',
    ],
    [
      'a million columns beside the one that counts',
      () => Buffer.concat([Buffer.from('email'), Buffer.alloc(MB, ',')]),
      'NOT_A_TABLE',
    ],
    ['a row for each byte', () => Buffer.concat([Buffer.from('email\n'), Buffer.alloc(MB, 'a\n')]), 'TOO_MANY_LINES'],
    ['a table that a quote swallows', () => Buffer.concat([Buffer.from('email\n"'), Buffer.alloc(MB, 'a\n')]), 'TOO_MANY_LINES'],
    [
      'an archive, which could unpack to anything',
      () => Buffer.from('PK\u0003\u0004 [Content_Types].xml', 'latin1'),
      'NO_COLUMNS',
    ],
    ['zero bytes', () => Buffer.concat([Buffer.from('email\n'), Buffer.alloc(1_000)]), 'NOT_A_TABLE'],
  ])('%s', async (_, file, reason) => {
    await expect(readUpload(file())).rejects.toMatchObject({ reason });
  });
});

test('a row of a million cells is one broken row, and the next is read', async () => {
  const { rows } = await readUpload(
    Buffer.concat([Buffer.from('email\n'), Buffer.alloc(MB, 'x,'), Buffer.from('\nb@example.com\n')]),
  );
  expect(rows.map(({ line, cells, broken }) => [line, cells.email, broken?.reason])).toEqual([
    [2, undefined, 'TOO_MANY_CELLS'],
    [3, 'b@example.com', undefined],
  ]);
});

test('names of columns that are words of the language are names like others', async () => {
  const { rows } = await readUpload(Buffer.from('__proto__,constructor,email\n{"admin":true},x,a@example.com\n'));
  expect(rows.map(({ cells }) => cells.email)).toEqual(['a@example.com']);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('a formula is a text, and the quote that programs put before one is taken away', async () => {
  const { rows } = await readUpload(Buffer.from("email,first name\na@example.com,\"=cmd|'/c calc'!A0\"\nb@example.com,'=1+1\n"));
  expect(rows.map(({ cells }) => cells.first_name)).toEqual(["=cmd|'/c calc'!A0", '=1+1']);
});
