import type { NameParts } from '../employee-name.js';

/** Family names of two syllables; all others have one. */
const koreanPairs = /^(남궁|황보|제갈|사공|선우|서문|독고|동방|어금|망절|장곡|강전)(?=.)/u;
const patronymic = /(?:вич|вна|ична|инична|оглы|кызы|улы)$/iu;

/**
 * Takes a whole name apart as people of its script put it together: "Doe, John", "John Fitzgerald Doe", "Иванов Иван
 * Иванович", "Анна Сергеевна Петрова", "김영희", "김 영희". Two Russian words are read as lists have them, family name first.
 */
export function partsOfName(name: string): NameParts {
  const [family, given, ...more] = name.split(',').map((part) => part.trim());
  if (family && given && more.length === 0) {
    const [firstName = '', ...middle] = given.split(/\s+/);
    return { lastName: family, firstName, middleName: middle.join(' ') };
  }
  const words = name.trim().split(/\s+/);
  const [first = '', second = '', ...rest] = words;
  if (words.length === 1) return isEastAsian(first) ? eastAsian(first) : { lastName: '', firstName: first, middleName: '' };
  if (isEastAsian(name)) return { lastName: first, firstName: [second, ...rest].join(' '), middleName: '' };
  if (isCyrillic(name)) return russian(first, second, rest.join(' '));
  const lastName = words.at(-1) ?? '';
  return { lastName, firstName: first, middleName: words.slice(1, -1).join(' ') };
}

function russian(first: string, second: string, third: string): NameParts {
  // "Анна Сергеевна Петрова": the patronymic stands second where the given name leads.
  if (third && patronymic.test(second) && !patronymic.test(third))
    return { lastName: third, firstName: first, middleName: second };
  return { lastName: first, firstName: second, middleName: third };
}

function eastAsian(name: string): NameParts {
  const [pair] = koreanPairs.exec(name) ?? [];
  const lastName = pair ?? Array.from(name)[0] ?? '';
  return name === lastName
    ? { lastName: '', firstName: name, middleName: '' }
    : { lastName, firstName: name.slice(lastName.length), middleName: '' };
}

const isEastAsian = (text: string): boolean => /^[\p{Script=Hangul}\p{Script=Han}\s]+$/u.test(text);
const isCyrillic = (text: string): boolean => /^[\p{Script=Cyrillic}\s.-]+$/u.test(text);
