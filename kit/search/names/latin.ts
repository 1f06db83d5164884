/*
 * Latin spellings as rough Latin. One spelling may stand for several sounds: j is Юлия's in Julia and 지's in Ji; u is 순's in
 * Sun and 성's in Sung. So a word has several readings, the likeliest first. Among the spellings read are the Revised
 * Romanization and McCune-Reischauer for Korean, BGN/PCGN, ISO 9 and ICAO Doc 9303 for Russian, Pinyin, and habits.
 */

/** Letters that are no base letter with an accent. */
const letters: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** What a spelling may stand for. At each place of a word the first rule that fits counts. */
const rules: readonly (readonly [pattern: string, ...readings: string[]])[] = [
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
  ['oe', 'we', 'oe'],
  ['ui', 'i', 'ui'],
  ['ee', 'i'],
  ['oo|ou', 'u'],
  // Hyun, Sung, Chul, Suk are 현, 성, 철, 석 as often as not; Un is 은.
  ['(?<=(?:^|-)[a-z]{0,4})u(?=(?:ng|[nkmlrh])(?![aeiouy]))', 'u', 'o', ''],
];
const anyRule = new RegExp(rules.map(([pattern]) => `(${pattern})`).join('|'), 'g');

const mostReadings = 4;

/** The readings of a text in lower case; what isn't a letter stays. */
export function romaniseLatin(text: string): string[] {
  const plain = Array.from(text.normalize('NFKD').replace(/\p{M}/gu, ''), (letter) => letters[letter] ?? letter).join('');
  const found = Array.from(plain.matchAll(anyRule), (match) => ruleOf(match));
  return choices([...new Set(found)]).map((chosen) => {
    let next = 0;
    return plain.replace(anyRule, () => chosen.get(found[next++] ?? 0) ?? '');
  });
}

const ruleOf = ([, ...groups]: RegExpExecArray): number => groups.findIndex((group) => group !== undefined);

/** A reading for each rule, in all combinations, the likeliest first. A rule is read the same way all through a name. */
function choices(found: readonly number[]): Map<number, string>[] {
  let combinations = [new Map<number, string>()];
  for (const rule of found) {
    const [, ...readings] = rules[rule] ?? [''];
    combinations = combinations
      .flatMap((chosen) => readings.map((reading) => new Map([...chosen, [rule, reading]])))
      .slice(0, mostReadings);
  }
  return combinations;
}
