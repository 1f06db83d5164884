import { isTimeZone } from '../../../kit/calendar.js';
import { isBirthday, type Phone } from '../employee.js';
import { normalisePhone } from '../phone.js';
import { countriesOf } from '../phones.js';
import { departmentPaths } from './columns.js';
import { parseDay, type SlashOrder } from './days.js';
import { partsOfName } from './full-name.js';
import { type Cells, type Draft, fatal, leftOut, type Problem } from './line.js';

/** What is known of the file as a whole. */
export type Reading = {
  /** Where phone numbers without a country code are from. */
  countries: readonly string[];
  slashes: { birthday: SlashOrder; hiredAt: SlashOrder };
  now: Date;
};

const LONGEST = { email: 254, login: 254, firstName: 100, lastName: 100, middleName: 100, title: 200, department: 200 } as const;

/** Understands one line, and says what in it is wrong: without an address or a name it fails, other things are left out. */
export function draftOf(cells: Cells, reading: Reading): { draft: Draft; problems: Problem[] } {
  const problems: Problem[] = [];
  const identity = identityOf(cells, problems);
  const timeZone = timeZoneOf(cells.time_zone, problems);
  const locale = localeOf(cells.locale, problems);
  const draft: Draft = {
    ...identity,
    title: shortEnough('title', tidy(cells.title), problems),
    departments: departmentsOf(cells.department, problems),
    manager: tidy(cells.manager) || undefined,
    phones: phonesOf(cells, [...countriesOf({ timeZone, locale }), ...reading.countries], problems),
    birthday: dayOf(cells.birthday, 'birthday', reading, problems),
    hiredAt: dayOf(cells.hired_at, 'hired_at', reading, problems),
    timeZone,
    locale,
  };
  return { draft, problems };
}

function identityOf(cells: Cells, problems: Problem[]): Pick<Draft, 'email' | 'login' | 'firstName' | 'lastName' | 'middleName'> {
  const email = emailOf(cells.email ?? '');
  const login = tidy(cells.login).toLowerCase();
  if (email === undefined) problems.push(fatal('BAD_EMAIL', 'email', `"${cells.email}" is no e-mail address.`));
  else if (!email && !login) problems.push(fatal('NO_EMAIL_OR_LOGIN', 'email', 'A person needs an e-mail address or a login.'));
  const named = namesOf(cells);
  if (!named.firstName && !named.lastName) problems.push(fatal('NAME_REQUIRED', 'first_name', 'A person needs a name.'));
  const identity = { email: email ?? '', login, ...named };
  for (const field of ['email', 'login', 'firstName', 'lastName', 'middleName'] as const)
    if (identity[field].length > LONGEST[field])
      problems.push(fatal('TOO_LONG', snake(field), `It is longer than ${LONGEST[field]} characters.`));
  return identity;
}

function namesOf(cells: Cells): Pick<Draft, 'firstName' | 'lastName' | 'middleName'> {
  const [firstName, lastName, middleName] = [tidy(cells.first_name), tidy(cells.last_name), tidy(cells.middle_name)];
  return firstName || lastName || !cells.full_name ? { firstName, lastName, middleName } : partsOfName(tidy(cells.full_name));
}

/** The address in lower case, also out of "Anna <anna@example.com>"; undefined where it is none. RFC 5321, without quoted local parts. */
export function emailOf(text: string): string | undefined {
  const written = tidy(text).normalize('NFKC').toLowerCase();
  const address = /<([^<>]+)>$/.exec(written)?.[1] ?? written.replace(/^mailto:/, '');
  if (!address) return '';
  return /^[^\s@"<>()[\]\\,;:]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}]{2,63}$/u.test(address) &&
    !/^\.|\.\.|\.@/.test(address)
    ? address
    : undefined;
}

function shortEnough(field: 'title', value: string, problems: Problem[]): string | undefined {
  if (value.length <= LONGEST[field]) return value || undefined;
  problems.push(leftOut('TOO_LONG', field, `It is longer than ${LONGEST[field]} characters.`));
  return undefined;
}

function departmentsOf(cell: string | undefined, problems: Problem[]): string[][] | undefined {
  const paths = departmentPaths(cell ?? '').map((path) => path.map(tidy));
  const good = paths.filter((path) => path.length <= 20 && path.every((name) => name.length <= LONGEST.department)).slice(0, 20);
  if (good.length < paths.length)
    problems.push(leftOut('TOO_LONG', 'departments', 'A department has too long a name, or there are too many.'));
  return good.length > 0 ? good : undefined;
}

/** A number without a country code is from where the person is, or else from where the company is. */
function phonesOf(cells: Cells, countries: readonly string[], problems: Problem[]): Phone[] | undefined {
  const phones: Phone[] = [];
  for (const [kind, cell] of [
    ['work', cells.phone],
    ['mobile', cells.mobile_phone],
  ] as const) {
    if (!cell) continue;
    const phone = normalisePhone(cell, countries);
    if (phone) phones.push({ kind, number: phone.e164, extension: phone.extension ?? '' });
    else problems.push(leftOut('BAD_PHONE', 'phones', `"${cell.slice(0, 40)}" is no phone number.`));
  }
  return phones.length > 0 ? phones : undefined;
}

function dayOf(
  cell: string | undefined,
  field: 'birthday' | 'hired_at',
  { slashes, now }: Reading,
  problems: Problem[],
): string | undefined {
  if (!cell) return undefined;
  const day = parseDay(cell, field === 'birthday' ? slashes.birthday : slashes.hiredAt);
  if (day && (field === 'hired_at' || isBirthday(day, now))) return day;
  problems.push(leftOut(field === 'birthday' ? 'BAD_BIRTHDAY' : 'BAD_DAY', field, `"${cell.slice(0, 40)}" is no such day.`));
  return undefined;
}

function timeZoneOf(cell: string | undefined, problems: Problem[]): string | undefined {
  const zone = tidy(cell);
  if (!zone || isTimeZone(zone)) return zone || undefined;
  problems.push(leftOut('UNKNOWN_TIME_ZONE', 'time_zone', `"${zone.slice(0, 40)}" is no zone of the IANA database.`));
  return undefined;
}

/** Languages as files name them. */
const languages: readonly (readonly [string, RegExp])[] = [
  ['ko', /^(?:ko|kor|korean|한국어|корейский)/],
  ['ru', /^(?:ru|rus|russian|русский|러시아어)/],
  ['en', /^(?:en|eng|english|английский|영어)/],
];

function localeOf(cell: string | undefined, problems: Problem[]): string | undefined {
  const text = tidy(cell).toLowerCase();
  if (!text) return undefined;
  const [locale] = languages.find(([, names]) => names.test(text)) ?? [];
  if (!locale) problems.push(leftOut('UNKNOWN_LOCALE', 'locale', `Atrium does not speak "${text.slice(0, 40)}".`));
  return locale;
}

/** Without line ends and other control characters, and with single spaces. */
const tidy = (text: string | undefined): string => (text ?? '').replace(/[\p{Cc}\p{Zs}]+/gu, ' ').trim();

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
