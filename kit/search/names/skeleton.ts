/*
 * Rough Latin is what the scripts are romanised to: a e i o u, y and w as glides, b d f g h k l m n p r s t v z, c for every
 * tsh-like sound, š for every sh-like one, ŋ for a final ng. Skeletons make what the scripts cannot tell apart the same.
 */

/** Keeps the two vowels beside it apart: 이영희 is not Ienhi, which would be 영희. */
export const hiatus = "'";

const letters: Record<string, string> = { y: 'i', w: 'v', ŋ: 'n', b: 'p', g: 'k', d: 't' };

/** For Latin and Cyrillic, which keep l and r, f and v apart, but write Korean with g or k, b or p, d or t as they like. */
export const fineSkeleton = (rough: string): string =>
  rough
    .replace(/y[oe]/g, 'e')
    .replace(/h(?![aeiouyvw])/g, '')
    .replace(/[ywŋbgd]/g, (letter) => letters[letter] ?? letter)
    .replace(/(?<=[^aeiou])io(?=[^aeiou])|ie/g, 'e')
    .replaceAll(hiatus, '')
    .replace(/(.)\1+/gu, '$1');

const hangulLetters: Record<string, string> = { v: 'p', f: 'p', l: 'r', z: 'c', š: 's' };

/** What is left of a foreign name in Hangul, where ㅂ stands for b and v, ㅍ for p and f, ㄹ for r and l, ㅈ for j and z. */
export const coarseSkeleton = (fine: string): string =>
  fine.replace(/[vflzš]/g, (letter) => hangulLetters[letter] ?? letter).replace(/(.)\1+/gu, '$1');
