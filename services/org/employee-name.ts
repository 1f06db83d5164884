/** The parts of a name as forms and files give them; any may be empty. */
export type NameParts = { readonly firstName: string; readonly lastName: string; readonly middleName: string };

/**
 * The name as people write it where its script is used: 김영희 (family name first, no space), Анна Петрова, Anna Smith.
 * `fallback` stands for somebody whose name nobody has given yet: a login or an e-mail address.
 */
export function displayName({ firstName, lastName }: NameParts, fallback: string): string {
  const parts = [firstName, lastName].filter(Boolean);
  if (parts.length === 0) return fallback.replace(/@.*$/, '');
  return parts.every(isEastAsian) ? `${lastName}${firstName}` : parts.join(' ');
}

const isEastAsian = (text: string): boolean =>
  /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\s]+$/u.test(text);

/** All that may be looked for as the name of somebody. */
export const wholeName = ({ name, middleName }: { name: string; middleName: string }): string =>
  middleName ? `${name} ${middleName}` : name;

/** The name without what people write differently: order of its parts, case, ё, commas, spaces within Korean names. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[\s,.]+/)
    .filter(Boolean)
    .sort()
    .join(' ');

/** The keys under which a person is found by their whole name, with the middle name and without. */
export function nameKeys({ firstName, lastName, middleName }: NameParts): string[] {
  const short = [lastName, firstName].filter(Boolean);
  const whole = [lastName, firstName, middleName].filter(Boolean);
  const joined = short.length === 2 && short.every(isEastAsian) ? [`${lastName}${firstName}`] : [];
  return [...new Set([short.join(' '), whole.join(' '), ...joined].map(nameKey).filter(Boolean))];
}

/** How a list of people is ordered: by family name, then by given name, whatever the case. */
export const nameOrder = ({ firstName, lastName }: NameParts): { last: string; first: string } => ({
  last: folded(lastName),
  first: folded(firstName),
});

/** Without what makes no difference to where a name stands. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
