import { describe, expect, test } from 'vitest';
import { draftOf, emailOf } from './draft.js';
import { partsOfName } from './full-name.js';
import type { Cells } from './line.js';

const reading = {
  countries: ['KR'],
  slashes: { birthday: 'month-first', hiredAt: 'month-first' },
  now: new Date('2026-06-01'),
} as const;
const problems = (cells: Cells) =>
  draftOf({ email: 'a@x.org', first_name: 'A', ...cells }, reading).problems.map(
    ({ reason, fatal }) => `${reason}${fatal ? '!' : ''}`,
  );

test('a line is understood', () => {
  const { draft } = draftOf(
    {
      email: 'Anna Petrova <Anna@Example.COM>',
      full_name: 'Петрова Анна Сергеевна',
      title: ' Head\nof sales ',
      department: 'Company / Sales; Company / Board',
      manager: 'boris@example.com',
      phone: '02-312-3456 내선 7',
      mobile_phone: '010-1234-5678',
      birthday: '15.03.1990',
      hired_at: '2020/01/31',
      time_zone: 'Asia/Seoul',
      locale: 'Russian (RU)',
    },
    reading,
  );
  expect(draft).toEqual({
    email: 'anna@example.com',
    login: '',
    firstName: 'Анна',
    lastName: 'Петрова',
    middleName: 'Сергеевна',
    title: 'Head of sales',
    departments: [
      ['Company', 'Sales'],
      ['Company', 'Board'],
    ],
    manager: 'boris@example.com',
    phones: [
      { kind: 'work', number: '+8223123456', extension: '7' },
      { kind: 'mobile', number: '+821012345678', extension: '' },
    ],
    birthday: '1990-03-15',
    hiredAt: '2020-01-31',
    timeZone: 'Asia/Seoul',
    locale: 'ru',
  });
});

describe('what is wrong fails the line (!) or is left out', () => {
  test.each<[Cells, string[]]>([
    [{ email: 'nonsense' }, ['BAD_EMAIL!']],
    [{ email: undefined }, ['NO_EMAIL_OR_LOGIN!']],
    [{ email: undefined, login: 'anna' }, []],
    [{ first_name: undefined }, ['NAME_REQUIRED!']],
    [{ first_name: 'x'.repeat(101) }, ['TOO_LONG!']],
    [{ title: 'x'.repeat(201) }, ['TOO_LONG']],
    [{ department: `Company / ${'x'.repeat(201)}` }, ['TOO_LONG']],
    [{ phone: 'none', mobile_phone: '12' }, ['BAD_PHONE', 'BAD_PHONE']],
    [{ birthday: '30.02.1990' }, ['BAD_BIRTHDAY']],
    [{ birthday: '2030-01-01' }, ['BAD_BIRTHDAY']],
    [{ hired_at: 'soon' }, ['BAD_DAY']],
    [{ time_zone: '+09:00' }, ['UNKNOWN_TIME_ZONE']],
    [{ locale: 'Klingon' }, ['UNKNOWN_LOCALE']],
  ])('%j', (cells, expected) => {
    expect(problems(cells)).toEqual(expected);
  });
});

test.each([
  ['a@x.org', 'a@x.org'],
  [' A.B+c@Sub.Example.org ', 'a.b+c@sub.example.org'],
  ['mailto:a@x.org', 'a@x.org'],
  ['ａ＠x.org', 'a@x.org'],
  ['почта@пример.рф', 'почта@пример.рф'],
  ['', ''],
  ['a@x', undefined],
  ['a@b@x.org', undefined],
  ['a b@x.org', undefined],
  ['.a@x.org', undefined],
  ['a@-x.org', undefined],
])('the address in "%s"', (text, address) => {
  expect(emailOf(text)).toBe(address);
});

test.each([
  ['김영희', '김', '영희', ''],
  ['김 영희', '김', '영희', ''],
  ['남궁민수', '남궁', '민수', ''],
  ['王伟', '王', '伟', ''],
  ['Иванов Иван Иванович', 'Иванов', 'Иван', 'Иванович'],
  ['Анна Сергеевна Петрова', 'Петрова', 'Анна', 'Сергеевна'],
  ['Петрова Анна', 'Петрова', 'Анна', ''],
  ['John Fitzgerald Doe', 'Doe', 'John', 'Fitzgerald'],
  ['Doe, John Fitzgerald', 'Doe', 'John', 'Fitzgerald'],
  ['Madonna', '', 'Madonna', ''],
  ['김', '', '김', ''],
])('%s is %s, %s, %s', (name, lastName, firstName, middleName) => {
  expect(partsOfName(name)).toEqual({ lastName, firstName, middleName });
});
