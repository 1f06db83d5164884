import type { Document, Filter } from 'mongodb';
import snowball from 'snowball-stemmers';
import { startingWith } from './search/prefix.js';
import { readWords, type Word } from './search/words.js';

/*
 * Word search by an index, without a search server: a document keeps its words as tokens in an array with a multikey index.
 * A Russian or English word is kept as it stands and as its stem (https://snowballstem.org), so that both other forms of it
 * and its beginning find it. Chinese, Japanese and Korean are kept as pairs of neighbouring characters, the last one also
 * alone, so that every character begins a token.
 */

const english = snowball.newStemmer('english');
const russian = snowball.newStemmer('russian');

/** More words than this of one document are not searched: an index entry each has its price. */
const mostTokens = 2000;
const mostWordsAsked = 20;

/** One entry per word looked for: a stored token, or the beginning of one. */
export interface SearchQuery {
  all: (string | { prefix: string })[];
}

/** Tokens to store in a field with a multikey index. */
export function searchTokens(texts: (string | undefined)[]): string[] {
  const tokens = new Set<string>();
  for (const text of texts) {
    const { words, joined } = readWords(text ?? '');
    for (const word of [...words, ...joined.map((whole): Word => ({ text: whole, cjk: false }))]) {
      for (const token of word.cjk ? [...pairs(word.text), lastCharacter(word.text)] : [word.text, stem(word.text)]) {
        if (tokens.size < mostTokens) tokens.add(token);
      }
    }
  }
  return [...tokens];
}

/** What a document must have: every word of `q` in some form, and one that begins as the last. */
export function searchQuery(q: string): SearchQuery {
  const { words } = readWords(q);
  const all = new Map<string, string | { prefix: string }>();
  const mustHave = (token: string | { prefix: string }) => all.set(JSON.stringify(token), token);
  for (const [index, word] of words.slice(0, mostWordsAsked).entries()) {
    const last = index === words.length - 1;
    if (!word.cjk) mustHave(last ? { prefix: commonBeginning(word.text, stem(word.text)) } : stem(word.text));
    else for (const token of runTokens(word.text)) mustHave(token);
  }
  return { all: [...all.values()] };
}

/** Documents whose tokens at `path` answer `q`; all of them, `{}`, where `q` has no word. */
export function searchFilter(q: string, path: string): Filter<Document> {
  const conditions = searchQuery(q).all.map((token) => ({
    [path]: typeof token === 'string' ? { $eq: token } : { $elemMatch: startingWith(token.prefix) },
  }));
  return conditions.length > 1 ? { $and: conditions } : (conditions[0] ?? {});
}

const stem = (word: string): string => (/\p{Script=Cyrillic}/u.test(word) ? russian : english).stem(word);

/**
 * The beginning by which a word being typed finds both the words it is a beginning of, which begin as it does, and other
 * forms of the word it is, whose stored stem begins as its stem does.
 */
function commonBeginning(word: string, wordStem: string): string {
  let length = 0;
  while (length < word.length && word[length] === wordStem[length]) length += 1;
  return word.slice(0, length);
}

function runTokens(run: string): (string | { prefix: string })[] {
  // A lone consonant at the end is a syllable that the keyboard has not finished.
  const complete = run.replace(/(?<=.)[\u1100-\u11ff]+$/u, '');
  const tokens = pairs(complete);
  return tokens.length > 0 ? tokens : [{ prefix: complete }];
}

function pairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

const lastCharacter = (run: string): string => Array.from(run).at(-1) ?? '';
