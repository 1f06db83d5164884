import type { QueryClient } from '@tanstack/react-query';
import { list } from '../../../../api/keys';
import { searchPeople } from '../../../../kit/people/people';

/** The id of the one person who is meant by a name, an address or a part of one; nothing where it is nobody or not clear. */
export type People = ReadonlyMap<string, string | undefined>;

/** Who is meant by each of these texts. */
export async function findPeople(queries: QueryClient, texts: readonly string[]): Promise<People> {
  const found = [...new Set(texts)].map(
    async (text): Promise<[string, string | undefined]> => [text, await findPerson(queries, text)],
  );
  return new Map(await Promise.all(found));
}

/** Two are enough to know that it is not clear, unless one of some has that very name. */
const most = 8;

async function findPerson(queries: QueryClient, text: string): Promise<string | undefined> {
  const people = await queries.query({
    queryKey: list('employee', 'meant', text),
    queryFn: ({ signal }) => searchPeople(text, signal, most),
    staleTime: 30_000,
  });
  const wanted = text.toLocaleLowerCase();
  const named = people.filter(({ name, email }) => [name, email].some((one) => one.toLocaleLowerCase() === wanted));
  if (named.length === 1) return named[0]?.id;
  return people.length === 1 ? people[0]?.id : undefined;
}
