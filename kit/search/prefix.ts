/**
 * The range of strings that begin with `prefix`, in MongoDB's order (bytes of UTF-8, which is the order of code points).
 * A range, not a regular expression: nothing to escape, and always within an index.
 */
export function startingWith(prefix: string): { $gte: string; $lt?: string } {
  const end = successor(prefix);
  return end === undefined ? { $gte: prefix } : { $gte: prefix, $lt: end };
}

const lastCodePoint = 0x10ffff;

/** The least string greater than all that begin with `prefix`, or undefined where there is none. */
function successor(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === lastCodePoint) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  const next = last + 1;
  // The surrogates in between are no characters.
  return String.fromCodePoint(...points, next >= 0xd800 && next <= 0xdfff ? 0xe000 : next);
}
