import type { Document, Filter } from 'mongodb';

/** One entry per word looked for: a stored token, or the beginning of one. */
export interface SearchQuery {
  all: (string | { prefix: string })[];
}

/** Tokens to store in a field with a multikey index. */
export function searchTokens(texts: (string | undefined)[]): string[] {
  throw new Error(`Being written: ${texts}`);
}

export function searchQuery(q: string): SearchQuery {
  throw new Error(`Being written: ${q}`);
}

/** Documents whose tokens at `path` hold every word of `q`, the last one also as the beginning of a word. `{}` where `q` has no word. */
export function searchFilter(q: string, path: string): Filter<Document> {
  throw new Error(`Being written: ${q} ${path}`);
}
