import { getCountries } from 'libphonenumber-js/min';
import { invalid } from '../../kit/errors.js';
import type { Phone } from './employee.js';
import { normalisePhone } from './phone.js';

/** The phones as E.164; one that is no number is refused by its place. */
export const readPhones = (phones: readonly Phone[], countries: readonly string[]): Phone[] =>
  phones.map(({ kind, number, extension }, index) => {
    const phone = normalisePhone(number, countries);
    if (!phone) throw invalid('BAD_PHONE', `${number} is no phone number.`, `employee.phones[${index}].number`);
    return { kind, number: phone.e164, extension: extension || (phone.extension ?? '') };
  });

/** Where phone numbers without a country code are from: the country of the zone, then that of the language. */
export function countriesOf({
  timeZone = '',
  locale = '',
}: {
  timeZone?: string | undefined;
  locale?: string | undefined;
}): string[] {
  const ofLocale = new Map([
    ['ko', 'KR'],
    ['ru', 'RU'],
  ]).get(locale);
  return [...new Set([countryOfZone().get(timeZone), ofLocale].filter((country) => country !== undefined))];
}

let zones: Map<string, string> | undefined;

function countryOfZone(): Map<string, string> {
  zones ??= new Map(getCountries().flatMap((country) => zonesOf(country).map((zone): [string, string] => [zone, country])));
  return zones;
}

/** The zones of a country: `getTimeZones()` of the standard (https://tc39.es/proposal-intl-locale-info), before Node 24 the property `timeZones`. */
function zonesOf(region: string): string[] {
  const locale = new Intl.Locale('und', { region });
  const method: unknown = Reflect.get(locale, 'getTimeZones');
  const zones: unknown = typeof method === 'function' ? method.call(locale) : Reflect.get(locale, 'timeZones');
  return Array.isArray(zones) ? zones.filter((zone) => typeof zone === 'string') : [];
}
