import type { Directory } from '../../../kit/directory.js';
import { en } from './texts/en.js';
import { ko } from './texts/ko.js';
import type { Texts } from './texts/language.js';
import { ru } from './texts/ru.js';

const languages: Readonly<Record<string, Texts>> = { en, ko, ru };

/** The language of a person, or else of the company. */
export function textsFor(user: string, { person, company }: Pick<Directory, 'person' | 'company'>): Texts {
  return languages[person(user)?.locale ?? ''] ?? languages[company()?.locale ?? ''] ?? en;
}
