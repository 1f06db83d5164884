/*
 * Korean surnames in all three scripts, where these are far from any system: by habit, and because some lose their first
 * consonant in the south (두음 법칙) while they are romanised with it as often as without.
 */
const table: readonly (readonly [spellings: string, sound: string])[] = [
  ['이 리 yi i lee li ri ree rhee rhie и ли ри', 'ri'],
  ['임 림 im yim lim rim leem rhim им лим', 'rim'],
  ['park', 'pak'],
  ['choi choy choe tsoi tsoy tsoj цой чой чхое', 'cwe'],
  ['유 류 yu yoo you ryu ryoo lyu liu ю рю лю', 'yu'],
  ['노 로 noh no roh ro но', 'no'],
  ['paik baik', 'pek'],
  ['hur huh her', 'ho'],
];

const sounds = new Map(table.flatMap(([spellings, sound]) => spellings.split(' ').map((spelling) => [spelling, sound] as const)));

/** How the surname sounds, if the word, in lower case, is one of these. */
export const koreanSurname = (word: string): string | undefined => sounds.get(word);

/** The most frequent by the census of 2015 (Statistics Korea), and the double ones. */
const single = new Set(
  '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉',
);
const double = new Set(['남궁', '황보', '제갈', '사공', '선우', '서문', '독고', '동방']);

/** Surname and given name of a Korean name in one word, as it is always written; any other word stays whole. */
export function splitKoreanName(word: string): string[] {
  if (!/^[가-힣]{2,5}$/.test(word)) return [word];
  if (word.length > 2 && double.has(word.slice(0, 2))) return [word.slice(0, 2), word.slice(2)];
  return word.length < 5 && single.has(word.slice(0, 1)) ? [word.slice(0, 1), word.slice(1)] : [word];
}
