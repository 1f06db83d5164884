/*
 * What a text would have been on another keyboard layout: ЙЦУКЕН (GOST 6431-90) and the Korean two-set layout (KS X 5002)
 * over QWERTY.
 */

const qwerty = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
const shifted = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';

const cyrillicOf = new Map<string, string>();
const qwertyOf = new Map<string, string>();
for (const [index, key] of Array.from(qwerty).entries()) {
  const letter = cyrillic.charAt(index);
  cyrillicOf.set(key, letter).set(shifted.charAt(index), letter);
  qwertyOf.set(letter, key);
}

// In the order of Unicode's compatibility jamo, ㄱ to ㅎ and ㅏ to ㅣ; letters of two keys are those of their parts.
const jamoKeys =
  'r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(
    ' ',
  );
const firstJamo = 0x3131;
const beginnings = 'r R s e E f a q Q t T d w W c z x v g'.split(' ');
const middles = 'k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(' ');
const endings = ['', ...'r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g'.split(' ')];

/** The keys pressed for a text, as QWERTY letters. */
function keysOf(text: string): string {
  return Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code >= firstJamo && code < firstJamo + jamoKeys.length) return jamoKeys[code - firstJamo] ?? '';
    const syllable = code - 0xac00;
    if (syllable >= 0 && syllable <= 0xd7a3 - 0xac00) {
      return `${beginnings[Math.floor(syllable / 588)]}${middles[Math.floor(syllable / 28) % 21]}${endings[syllable % 28]}`;
    }
    return qwertyOf.get(character.toLowerCase()) ?? character;
  }).join('');
}

/** The same keys on QWERTY, ЙЦУКЕН and the Korean layout, where that makes a word other than the text itself. */
export function otherLayouts(text: string): string[] {
  const keys = keysOf(text);
  const lower = keys.toLowerCase();
  const words = [lower, Array.from(lower, (key) => cyrillicOf.get(key) ?? key).join(''), syllablesOf(keys)];
  return words.filter((word) => word !== undefined).filter((word) => word !== text.toLowerCase() && looksLikeWord.test(word));
}

const looksLikeWord = /^(?=.*[aeiouy])[a-z]{2,}$|^(?=.*[аеёиоуыэюя])[а-яё]{2,}$|^[가-힣]+$/;

/** Whether nobody could say the text, so that it was hardly meant as it stands: ghbdtn, фттф, 무ㅜㅁ. */
export const unpronounceable = (text: string): boolean => /^[^aeiouаеёиоуыэюя가-힣]+$|[ㄱ-ㅣ]./iu.test(text.normalize('NFC'));

const choice = (keys: readonly string[]) => keys.toSorted((left, right) => right.length - left.length).join('|');
// A consonant before a vowel begins the next syllable.
const syllable = new RegExp(
  `(${choice(beginnings)})(${choice(middles)})((?:${choice(endings.slice(1))})(?!${choice(middles)}))?`,
  'y',
);

/** The Korean that the keys write, if they make whole syllables only. */
function syllablesOf(keys: string): string | undefined {
  // Shift means something with these letters only; elsewhere it is a capital at the beginning.
  const pressed = keys.replace(/[^ERTQWOP]/g, (key) => key.toLowerCase());
  let korean = '';
  for (syllable.lastIndex = 0; syllable.lastIndex < pressed.length; ) {
    const [match, beginning = '', middle = '', ending = ''] = syllable.exec(pressed) ?? [];
    if (match === undefined) return undefined;
    korean += String.fromCharCode(
      0xac00 + beginnings.indexOf(beginning) * 588 + middles.indexOf(middle) * 28 + endings.indexOf(ending),
    );
  }
  return korean;
}
