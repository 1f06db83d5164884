import type { Document, Filter } from 'mongodb';
import { deletions } from './names/edits.js';
import { type NameForm, type QueryWord, readName, readQuery } from './names/forms.js';
import { type Allowance, distance, shortestMisspelt } from './names/likeness.js';
import { startingWith } from './prefix.js';

/*
 * Finding people by name across scripts, by an index. A name is stored as the skeletons of its parts, which are the same for
 * 김영희, Kim Yeong-hui and Ким Ён Хи, and with each letter left out of them in turn, marked with a tilde: a misspelt word
 * meets the right one in a word that both become by leaving out a letter (SymSpell, https://github.com/wolfgarbe/SymSpell).
 * So every look-up is by equality or range. Skeletons are rough; what they bring is compared letter by letter in memory.
 */

const mostTokens = 60;
/** Longer ones are several words together, which nobody misspells as one. */
const longestMisspelt = 12;
const mark = '~';

/** Tokens to store in a field with a multikey index, at most 60 a name. */
export function nameTokens(name: string): string[] {
  const skeletons = [...new Set(readName(name).flatMap((form) => form.sound().coarse))];
  const neighbours = skeletons.filter(canBeMisspelt).flatMap((key) => deletions(key).map((rest) => mark + rest));
  return [...new Set([...skeletons, ...neighbours])].slice(0, mostTokens);
}

/**
 * How far to look, each further than the one before and dearer:
 * `whole` finds the name itself in other scripts, cases and keyboard layouts;
 * `sure` finds names that begin as the last word does, too: with a limit, few letters of many names may crowd out a whole one;
 * `near` finds misspelt names, too.
 */
export type Reach = 'whole' | 'sure' | 'near';

/** Documents whose name tokens at `path` may answer `q`; `{}` where `q` has no word. What they bring goes through `rankNames`. */
export function nameFilter(q: string, path: string, reach: Reach): Filter<Document> {
  const ways = readQuery(q).map((words) => {
    const conditions = words.map((word, index) => {
      const tokens = wordTokens(word, reach);
      const beginnings = reach !== 'whole' && index === words.length - 1 ? beginningsOf(word) : [];
      return anyOf([{ [path]: { $in: tokens } }, ...beginnings.map((key) => ({ [path]: { $elemMatch: startingWith(key) } }))]);
    });
    return conditions.length > 1 ? { $and: conditions } : (conditions[0] ?? {});
  });
  return anyOf(ways);
}

/** The candidates that do answer `q`, best first; all of them where `q` has no word. */
export function rankNames<Candidate extends { name: string }>(q: string, candidates: readonly Candidate[]): Candidate[] {
  const ways = readQuery(q);
  if (ways.length === 0) return [...candidates];
  return candidates
    .map((candidate) => ({ candidate, distance: distanceOf(ways, readName(candidate.name)) }))
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
    .sort((left, right) => left.distance - right.distance || compareText(left.candidate.name, right.candidate.name))
    .map(({ candidate }) => candidate);
}

function distanceOf(ways: readonly (readonly QueryWord[])[], names: readonly NameForm[]): number {
  const ofWay = (words: readonly QueryWord[]) =>
    words.reduce((sum, word, index) => sum + nearest(word, names, index === words.length - 1), 0);
  return Math.min(...ways.map(ofWay));
}

const guessed = 0.2;
/** So near that it isn't worth looking at other readings. */
const nearEnough = 0.3;

function nearest(word: QueryWord, names: readonly NameForm[], beginning: boolean): number {
  let least = Number.POSITIVE_INFINITY;
  const look = (forms: readonly NameForm[], allowance: Allowance, surcharge: number) => {
    for (const name of names) {
      for (const form of forms) {
        if (least < nearEnough) return;
        least = Math.min(least, distance(form, name, allowance) + surcharge);
      }
    }
  };
  look([word.typed], { beginning, misspelt: !word.unlikely }, 0);
  look(word.nominatives, { beginning: false, misspelt: false }, guessed);
  look(word.otherLayouts, { beginning: beginning && word.unlikely, misspelt: false }, guessed);
  return least;
}

function wordTokens({ typed, nominatives, otherLayouts, unlikely }: QueryWord, reach: Reach): string[] {
  const keys = [typed, ...nominatives, ...otherLayouts].flatMap((form) => form.sound().coarse);
  const misspelt = reach === 'near' && !unlikely ? typed.sound().coarse.filter(canBeMisspelt) : [];
  const neighbours = misspelt.flatMap((key) => [mark + key, ...deletions(key).flatMap((rest) => [rest, mark + rest])]);
  return [...new Set([...keys, ...neighbours])];
}

const beginningsOf = ({ typed, otherLayouts, unlikely }: QueryWord): string[] => [
  ...new Set([typed, ...(unlikely ? otherLayouts : [])].flatMap((form) => form.beginning().coarse)),
];

const canBeMisspelt = (key: string): boolean => key.length >= shortestMisspelt && key.length <= longestMisspelt;

const anyOf = (filters: Filter<Document>[]): Filter<Document> => (filters.length > 1 ? { $or: filters } : (filters[0] ?? {}));

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
