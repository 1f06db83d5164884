import { edits } from './edits.js';
import type { NameForm } from './forms.js';

/** What else may be between a word and a name that it stands for. */
export interface Allowance {
  /** The word may be the beginning of the name. */
  beginning: boolean;
  /** The word may be misspelt. */
  misspelt: boolean;
}

/** Shorter words are too much like too many others for a slip in them to be told. */
export const shortestMisspelt = 4;

/**
 * How far a word is from a name: 0 the same, below 1 the same in another script or the beginning, from 1 on misspelt,
 * Infinity another name. Skeletons bring too much together; so two words of one script are compared as they are written,
 * and the coarse skeleton counts only where Hangul is involved.
 */
export function distance(word: NameForm, name: NameForm, allowance: Allowance): number {
  const sameScript = word.script === name.script;
  if (sameScript && word.plain === name.plain) return 0;
  const missing = 0.2 * (1 - word.plain.length / Math.max(word.plain.length, name.plain.length));
  if (sameScript && allowance.beginning && name.plain.startsWith(word.plain)) return 0.3 + missing;
  if (sameScript && word.script !== 'latin') return written(word, name, allowance);
  const grain = word.script === 'hangul' || name.script === 'hangul' ? 'coarse' : 'fine';
  const [words, names] = [word.sound()[grain], name.sound()[grain]];
  if (words.some((key) => names.includes(key))) return words[0] === names[0] ? 0.1 : 0.15;
  if (allowance.beginning && begins(word.beginning()[grain], names)) return 0.5 + missing;
  return allowance.misspelt && misspelt(words, names) ? 1 : Number.POSITIVE_INFINITY;
}

/** Two words in Cyrillic, or in Hangul. Those that sound the same may differ by one letter more. */
function written(word: NameForm, name: NameForm, allowance: Allowance): number {
  const length = Math.min(word.plain.length, name.plain.length);
  const most = length >= 8 ? 2 : length >= 4 ? 1 : 0;
  const count = edits(word.plain, name.plain, Math.min(2, most + 1));
  if (count === Number.POSITIVE_INFINITY) return count;
  const heard = name.sound().coarse;
  if (word.sound().coarse.some((key) => heard.includes(key))) return 0.2 * count;
  return allowance.misspelt && count <= most ? 0.8 + 0.2 * count : Number.POSITIVE_INFINITY;
}

const begins = (words: readonly string[], names: readonly string[]): boolean =>
  words.some((word) => names.some((name) => name.startsWith(word)));

const misspelt = (words: readonly string[], names: readonly string[]): boolean =>
  words.some((word) =>
    names.some((name) => Math.min(word.length, name.length) >= shortestMisspelt && edits(word, name, 1) === 1),
  );
