import { edits } from './edits.js';
import type { NameForm } from './forms.js';

/** What else may be between a word and a name that it stands for. */
export interface Allowance {
  /** The word may be the beginning of the name. */
  beginning: boolean;
  /** The word may be misspelt. */
  misspelt: boolean;
}

const none = Number.POSITIVE_INFINITY;

/**
 * How far a word is from a name: 0 the same, below 1 the same in another script or the beginning, from 1 on misspelt,
 * Infinity another name. Skeletons bring too much together; so two words of one script are compared as they are written,
 * and the coarse skeleton counts only where Hangul is involved.
 */
export function distance(word: NameForm, name: NameForm, allowance: Allowance): number {
  if (word.script === name.script && word.plain === name.plain) return 0;
  const sameScript = word.script === name.script && word.script !== 'latin';
  const begins = allowance.beginning ? beginning(word, name, sameScript) : none;
  return Math.min(begins, sameScript ? written(word, name, allowance) : sounding(word, name, allowance));
}

function beginning(word: NameForm, name: NameForm, sameScript: boolean): number {
  const missing = 0.2 * (1 - word.plain.length / Math.max(word.plain.length, name.plain.length));
  if (word.script === name.script && name.plain.startsWith(word.plain)) return 0.3 + missing;
  if (sameScript) return none;
  const grain = grainOf(word, name);
  const begun = word.beginning[grain].some((key) => name.sound[grain].some((whole) => whole.startsWith(key)));
  return begun ? 0.5 + missing : none;
}

/** Two words in Cyrillic, or in Hangul. Those that sound the same may differ by one letter more. */
function written(word: NameForm, name: NameForm, { misspelt }: Allowance): number {
  const same = word.sound.coarse.some((key) => name.sound.coarse.includes(key));
  if (!same && !misspelt) return none;
  const length = Math.min(word.plain.length, name.plain.length);
  const most = Math.min(2, (length >= 8 ? 2 : length >= 4 ? 1 : 0) + (same ? 1 : 0));
  const count = edits(word.plain, name.plain, most);
  return same ? 0.2 * count : 0.8 + 0.2 * count;
}

/** Two scripts, or two romanisations. */
function sounding(word: NameForm, name: NameForm, { misspelt }: Allowance): number {
  const grain = grainOf(word, name);
  const [words, names] = [word.sound[grain], name.sound[grain]];
  if (words.some((key) => names.includes(key))) return words[0] === names[0] ? 0.1 : 0.15;
  if (!misspelt) return none;
  const close = words.some((left) =>
    names.some((right) => Math.min(left.length, right.length) >= 4 && edits(left, right, 1) === 1),
  );
  return close ? 1 : none;
}

const grainOf = (word: NameForm, name: NameForm): 'fine' | 'coarse' =>
  word.script === 'hangul' || name.script === 'hangul' ? 'coarse' : 'fine';
