/*
 * Korean as rough Latin, syllable by syllable from the jamo each consists of (Unicode 3.12, conjoining jamo behavior), after
 * the Revised Romanization (Ministry of Culture and Tourism notice 2000-8), with what other romanisations, and Kontsevich's
 * system for Russian, write differently already made the same: eo is o, ae is e, ui is i, j and ch are c, ss is s. The vowel
 * ㅡ is left out: it stands where Korean needs a vowel and a foreign name has none, as in 보리스 for Boris.
 */

const firstSyllable = 0xac00;
const vowels = 21;
const ends = 28;

//                 ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ
const beginnings = 'g k n d t r m b p s s - c c c k t p h'.split(' ');
//              ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅘ ㅙ ㅚ ㅛ ㅜ ㅝ ㅞ ㅟ ㅠ ㅡ ㅢ ㅣ
const middles = 'a e ya ye o e yo ye o wa we we yo u wo we wi yu - i i'.split(' ');
//              · ㄱ ㄲ ㄳ ㄴ ㄵ ㄶ ㄷ ㄹ ㄺ ㄻ ㄼ ㄽ ㄾ ㄿ ㅀ ㅁ ㅂ ㅄ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ
const endings = '- k k k n n n t r k m r r r p r m p p t t ŋ t t k t p t'.split(' ');

/** The reading of a text; what isn't a syllable stays. */
export const romaniseHangul = (text: string): string => text.replace(/[가-힣]/g, romaniseSyllable);

function romaniseSyllable(syllable: string): string {
  const index = syllable.charCodeAt(0) - firstSyllable;
  const beginning = beginnings[Math.floor(index / (vowels * ends))] ?? '';
  const middle = middles[Math.floor(index / ends) % vowels] ?? '';
  // 샤, 셰, 쇼 stand for sha, she, sho; after ㅈ and ㅊ nobody hears a y.
  const vowel = beginning === 's' || beginning === 'c' ? middle.replace('y', '') : middle;
  return `${beginning}${vowel}${endings[index % ends]}`.replaceAll('-', '');
}
