/*
 * Latin spellings as rough Latin. One spelling may stand for several sounds: j is Юлия's in Julia and 지's in Ji; u is 순's in
 * Sun and 성's in Sung. So a word has several readings, the likeliest first. Among the spellings read are the Revised
 * Romanization and McCune-Reischauer for Korean, BGN/PCGN, ISO 9 and ICAO Doc 9303 for Russian, Pinyin, and habits.
 */

/** Letters that are no base letter with an accent. */
const letters: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** What a spelling may stand for. At each place of a word the first rule that fits counts. */
const rules = (
  [
    ['shch|sch|sh|sz', 'š'],
    ['ch(?=[rl])', 'k'],
    ['tsch|tch|dzh|ch|cz|zh|ts|tz|dj', 'c'],
    ['ck|cc|qu', 'k'],
    ['c(?=[eiy])', 's', 'c'],
    ['c|q', 'k', 'c'],
    ['(?<=^|-)x', 's', 'ks'],
    ['x', 'ks'],
    ['kh', 'h'],
    ['th', 't'],
    ['ph', 'f'],
    ['gh', 'g'],
    ['j(?=i)', 'c'],
    ['j(?=[aeouy])', 'c', 'y'],
    ['j', 'y'],
    ['h(?![aeiouyw])', ''],
    ['ng(?![aeiouyw])', 'ŋ'],
    ['ng', 'ng', 'ŋ'],
    ['w(?=u|oo)', ''],
    ['you', 'yo', 'yu'],
    ['yeo', 'yo'],
    ['eo', 'o', 'eo'],
    ['eu', '', 'eu'],
    ['ae', 'e', 'ae'],
    ['oe', 'e', 'oe'],
    ['ui', 'i', 'ui'],
    ['ee', 'i'],
    ['oo|ou', 'u'],
    // Hyun, Sung, Chul, Suk are 현, 성, 철, 석 as often as not; Un is 은.
    ['(?<=(?:^|-)[a-z]{0,4})u(?=(?:ng|[nkmlrh])(?![aeiouy]))', 'u', 'o', ''],
  ] as const
).map(([pattern, ...readings]) => ({ pattern: new RegExp(pattern, 'y'), readings }));

const mostReadings = 4;

/** The readings of a text in lower case; what isn't a letter stays. */
export function romaniseLatin(text: string): string[] {
  const plain = Array.from(text.normalize('NFKD').replace(/\p{M}/gu, ''), (letter) => letters[letter] ?? letter).join('');
  return readFrom(plain, 0, new Map());
}

/** A rule that has a choice is read the same way all through a name. */
function readFrom(text: string, at: number, choices: ReadonlyMap<RegExp, string>): string[] {
  if (at >= text.length) return [''];
  for (const { pattern, readings } of rules) {
    pattern.lastIndex = at;
    const [match] = pattern.exec(text) ?? [];
    if (match === undefined) continue;
    const chosen = choices.get(pattern);
    const options = chosen === undefined ? readings : [chosen];
    return options
      .flatMap((reading) =>
        readFrom(text, at + match.length, new Map([...choices, [pattern, reading]])).map((rest) => reading + rest),
      )
      .slice(0, mostReadings);
  }
  return readFrom(text, at + 1, choices).map((rest) => `${text[at]}${rest}`);
}
