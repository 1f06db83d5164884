import type { Phone } from '../../../api/types';

export const phoneKinds = ['work', 'mobile', 'home'] as const;

export type PhoneKind = (typeof phoneKinds)[number];

/** A word of a later contract is "work" to this client. */
export const phoneKind = (kind: string): PhoneKind => phoneKinds.find((known) => known === kind) ?? 'work';

/** RFC 3966, with the extension dialled by itself. */
export const phoneHref = ({ number, extension }: Pick<Phone, 'number' | 'extension'>): string =>
  `tel:${number}${extension === '' ? '' : `;ext=${extension}`}`;

/** Country codes (ITU-T E.164): +1 and +7, these of two digits, all others of three. */
const twoDigits = '2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]';
const countryCode = new RegExp(`^\\+(?:[17]|${twoDigits}|\\d{3})`);

/** How the countries most of our users call group what follows. */
const groups: readonly RegExp[] = [
  /^\+82(10|2|\d{2})(\d{3,4})(\d{4})$/,
  /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/,
  /^\+1(\d{3})(\d{3})(\d{4})$/,
];

/** "+821012345678" as people read it: "+82 10 1234 5678". Where the usual groups aren't known, in threes. */
export function phoneText(number: string): string {
  const code = countryCode.exec(number)?.[0];
  if (code === undefined) return number;
  const known = groups.map((pattern) => pattern.exec(number)).find((found) => found !== null);
  const rest = known ? known.slice(1) : (number.slice(code.length).match(/\d{1,3}/g) ?? []);
  return [code, ...rest].join(' ');
}
