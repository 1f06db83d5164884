import type { QueryClient } from '@tanstack/react-query';

/*
 * Every query key is [kind, 'one', id, …] or [kind, 'list', …], where kind is the name that the socket uses ("task",
 * "employee"). So a change anywhere refreshes what shows it, without a table of who shows what.
 */

export const one = <Rest extends unknown[]>(kind: string, id: string, ...rest: Rest) => [kind, 'one', id, ...rest] as const;

export const list = <Rest extends unknown[]>(kind: string, ...rest: Rest) => [kind, 'list', ...rest] as const;

/** Refetches what shows this thing, and all lists of its kind. */
export function invalidate(queries: QueryClient, kind: string, id: string): void {
  void queries.invalidateQueries({ queryKey: one(kind, id) });
  invalidateLists(queries, kind);
}

export function invalidateLists(queries: QueryClient, kind: string): void {
  void queries.invalidateQueries({ queryKey: list(kind) });
}
