import type { Document, Filter } from 'mongodb';

/** Tokens to store in a field with a multikey index, at most 60 a name. */
export function nameTokens(name: string): string[] {
  throw new Error(`Being written: ${name}`);
}

/**
 * Documents whose name tokens at `path` may match `q`; pass what they return through `rankNames`.
 * `sure` finds other scripts, endings, keyboard layouts and the beginning of the last word; `near` finds misspellings too.
 */
export function nameFilter(q: string, path: string, reach: 'sure' | 'near'): Filter<Document> {
  throw new Error(`Being written: ${q} ${path} ${reach}`);
}

/** The candidates that do match, best first. */
export function rankNames<Candidate extends { name: string }>(q: string, candidates: readonly Candidate[]): Candidate[] {
  throw new Error(`Being written: ${q} ${candidates}`);
}
