import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface Phone {
  /** E.164: "+821012345678". */
  e164: string;
  extension?: string;
}

const longestText = 250;

/** How people write "extension" where the library does not know it: Russian and Korean. */
const extensionWords = /[,;(]?\s*(?:доб(?:авочный)?|вн(?:утр(?:енний)?)?|내선(?:\s*번호)?)[.:]?\s*(?=\d)/giu;

/**
 * Reads a number as people write it. `countries` (ISO 3166-1, such as KR, RU) are tried in turn for a number without a
 * country code. Of several numbers in one text the first that is valid counts.
 */
export function normalisePhone(text: string, countries: readonly string[]): Phone | undefined {
  if (text.length > longestText) return undefined;
  const written = text
    .normalize('NFKC')
    .trim()
    .replace(extensionWords, ' ext. ')
    .replace(/^00(?=[1-9])/, '+');
  for (const part of [written, ...written.split(/[,;/\n]/)]) {
    const phone = readPhone(part, countries);
    if (phone) return phone;
  }
  return undefined;
}

function readPhone(text: string, countries: readonly string[]): Phone | undefined {
  for (const country of [undefined, ...countries.filter((code) => isSupportedCountry(code))]) {
    const number = parsePhoneNumberFromString(text, country);
    if (number?.isValid()) return number.ext ? { e164: number.number, extension: number.ext } : { e164: number.number };
  }
  return undefined;
}
