/** Keeps the two vowels beside it apart: 이영희 is not Ienhi, which would be 영희. */
export const hiatus = "'";

/**
 * Rough Latin is what the scripts are romanised to: a e i o u, y and w as glides, b d f g h k l m n p r s t v z, c for every
 * tsh-like sound, š for every sh-like one, ŋ for a final ng. A skeleton makes what the scripts cannot tell apart the same.
 *
 * `fine` serves Latin and Cyrillic, which keep voice and l, r, f, v apart, except that both write Korean with g or k as they
 * like. `coarse` is what is left of a foreign name in Hangul, where ㅂ stands for b and v, ㅍ for p and f, ㄹ for r and l,
 * ㅈ for j and z. Index tokens are coarse.
 */
export function skeleton(rough: string, grain: 'fine' | 'coarse'): string {
  const fine = rough
    .replace(/y[oe]/g, 'e')
    .replaceAll('y', 'i')
    .replaceAll('w', 'v')
    .replace(/h(?![aeiouv])/g, '')
    .replaceAll('ŋ', 'n')
    .replaceAll('b', 'p')
    .replaceAll('g', 'k')
    .replaceAll('d', 't')
    .replace(/(?<=[^aeiou])io(?=[^aeiou])/g, 'e')
    .replaceAll('ie', 'e')
    .replaceAll(hiatus, '');
  const letters =
    grain === 'fine' ? fine : fine.replace(/[vf]/g, 'p').replaceAll('l', 'r').replaceAll('z', 'c').replaceAll('š', 's');
  return letters.replace(/(.)\1+/gu, '$1');
}
