const hangul = /^\p{Script=Hangul}/u;

/** Two letters for a name; of a Korean one the given name, as Koreans shorten it ("김민지" → "민지"). */
export function initials(name: string, short = false): string {
  const letters = twoLetters(name);
  return short ? letters.slice(0, 1) : letters;
}

function twoLetters(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? '';
  if (hangul.test(first)) return words.length > 1 ? (words.at(-1) ?? '').slice(0, 2) : first.slice(-2);
  const letters = words.length > 1 ? [first, words.at(-1) ?? ''] : [first];
  return letters.map((word) => word.slice(0, 1).toUpperCase()).join('');
}

/** One of so many hues, always the same for one id. */
export function hueOf(id: string, hues: number): number {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash % hues;
}
