/*
 * Russian case endings of first names and surnames, and what the name may be without them: "Петровой" is of Петрова, "Игорем"
 * of Игорь, "Чайковского" of Чайковский. Which of the candidates is a name need not be known here: the index knows.
 */
const endings: readonly (readonly [ending: string, ...nominatives: string[]])[] = [
  ['ского', 'ский', 'ской'],
  ['скому', 'ский', 'ской'],
  ['ским', 'ский', 'ской'],
  ['ском', 'ский', 'ской'],
  ['ской', 'ская'],
  ['скую', 'ская'],
  ['ских', 'ский'],
  ['ого', 'ой', 'ый'],
  ['ому', 'ой', 'ый'],
  ['ею', 'я', 'а'],
  ['ою', 'а'],
  ['ией', 'ия'],
  ['ьей', 'ья'],
  ['ой', 'а'],
  ['ей', 'а', 'я'],
  ['ием', 'ий'],
  ['ем', 'й', 'ь', ''],
  ['ом', '', 'о'],
  ['ым', '', 'ый'],
  ['ых', '', 'ый'],
  ['ую', 'ая'],
  ['ии', 'ия', 'ий'],
  ['ьи', 'ья'],
  ['ы', 'а', ''],
  ['и', 'а', 'я', 'ь', ''],
  ['е', 'а', 'я', ''],
  ['у', 'а', ''],
  ['ю', 'я', 'й', 'ь'],
  ['ья'],
  ['ия', 'ий'],
  ['я', 'й', 'ь'],
  ['а', ''],
];

const shortestName = 3;

/** What a Russian word in lower case may be a case of, itself left out. */
export function nominatives(word: string): string[] {
  const fitting = endings.find(([ending]) => word.endsWith(ending) && word.length - ending.length >= shortestName - 1);
  if (fitting === undefined) return [];
  const [ending, ...replacements] = fitting;
  return replacements
    .map((replacement) => word.slice(0, -ending.length) + replacement)
    .filter((name) => name.length >= shortestName);
}
