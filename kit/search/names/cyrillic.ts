/*
 * Russian as rough Latin, after the romanisation of BGN/PCGN 1947 for Russian (also GOST R 7.0.34-2014, and ICAO Doc 9303 in
 * passports), with what these write differently made the same: ж, ч, ц are c, ш and щ are š, х is h, э is e, hard and soft
 * signs are left out. Letters of neighbouring languages are there because their people are in Russian directories.
 */
const letters: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'yo',
  ж: 'c',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'c',
  ш: 'š',
  щ: 'š',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  і: 'i',
  ї: 'i',
  є: 'e',
  ґ: 'g',
  ў: 'u',
  ә: 'a',
  ғ: 'g',
  қ: 'k',
  ң: 'n',
  ө: 'o',
  ұ: 'u',
  ү: 'u',
  һ: 'h',
};

/** The readings of a text in lower case; what isn't a letter stays. */
export function romaniseCyrillic(text: string): string[] {
  // Kontsevich's system for Korean writes the aspirated consonants кх, тх, пх, чх, and дж, чж for ㅈ.
  const plain = text.replace(/дж|чж/g, 'ж').replace(/([ктпч])х/g, '$1');
  // In Korean names ы is ㅡ, which is left out.
  const korean = plain.replace(/ы(?=[бвгджзклмнпрстфхцчшщ])/g, '');
  return [...new Set([plain, korean])].map((word) => Array.from(word, (letter) => letters[letter] ?? letter).join(''));
}
