import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface Phone {
  e164: string;
  extension?: string;
}

/** Reads a number as people write it; `countries` (ISO 3166, e.g. KR, RU) are tried in turn for numbers without a country code. */
export function normalisePhone(text: string, countries: readonly string[]): Phone | undefined {
  throw new Error(`Being written: ${text} ${countries} ${parsePhoneNumberFromString}`);
}
