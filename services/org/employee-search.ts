import type { Document } from 'mongodb';
import type { Context } from '../../kit/context.js';
import { invalid } from '../../kit/errors.js';
import { decodePageToken, encodePageToken, type Order } from '../../kit/page.js';
import type { Paged } from '../../kit/paged.js';
import { searchFilter } from '../../kit/search.js';
import { nameFilter, rankNames } from '../../kit/search/names.js';
import { startingWith } from '../../kit/search/prefix.js';
import type { Employee } from './employee.js';
import { folded, wholeName } from './employee-name.js';
import { type Employees, reversedDigits, visibleTo } from './employee-store.js';
import { normalisePhone } from './phone.js';

type Request = { q: string; filter: string; orderBy: string; pageSize: number; pageToken: string };
type Candidate = { id: string; name: string };

/** As many are weighed for one way of looking; who types one letter wants nobody in particular. */
const MOST_CANDIDATES = 200;
/** With fewer hits than this, misspellings are looked at too. */
const FEW = 5;

/** The place in the ranked list, as a page token. */
const byRank: Order = { keys: [{ name: 'rank', path: 'rank', nullable: false, descending: false }], text: 'rank' };

/**
 * People by what somebody remembers of them: first those whose name it is, best first, then those with the words in their
 * title or address, or with the phone, then those whose name it nearly is. `countries` are where phones without a country
 * code may be from.
 */
export async function searchEmployees(
  employees: Employees,
  context: Context,
  { q, filter, orderBy, pageSize, pageToken }: Request,
  countries: readonly string[],
): Promise<Paged<Employee>> {
  if (orderBy) throw invalid('ORDER_BY', 'With q the best match comes first: leave order_by empty.', 'order_by');
  const bound = JSON.stringify([filter, q]);
  const [start] = decodePageToken(pageToken, byRank, bound) ?? [0];
  const conditions = visibleTo(context, filter).filter((condition) => Object.keys(condition).length > 0);

  async function candidates(condition: Document): Promise<Candidate[]> {
    // A query without a letter or a digit looks for nobody.
    if (Object.keys(condition).length === 0) return [];
    const found = await employees.documents
      .find({ $and: [...conditions, condition] }, { projection: { name: 1, middleName: 1 } })
      .limit(MOST_CANDIDATES)
      .toArray();
    return found.map(({ _id, name, middleName }) => ({ id: _id, name: wholeName({ name, middleName }) }));
  }

  const [written, mentioned] = await Promise.all([candidates(asWritten(q)), candidates(otherwise(q, countries))]);
  // With so many whose name is written just so, other scripts and endings would come behind them all.
  const heard = written.length < MOST_CANDIDATES ? await candidates(nameFilter(q, 'lookup.names', 'sure')) : [];
  const ranked = unique([...rankNames(q, unique([...written, ...heard])), ...mentioned]);
  const all =
    ranked.length >= FEW ? ranked : unique([...ranked, ...rankNames(q, await candidates(nameFilter(q, 'lookup.names', 'near')))]);

  const from = Number(start);
  const until = from + (pageSize || 50);
  const page = all.slice(from, until).map(({ id }) => id);
  const found = new Map((await employees.load(page)).map((employee) => [employee._id, employee]));
  return {
    items: page.flatMap((id) => found.get(id) ?? []),
    nextPageToken: until < all.length ? encodePageToken(byRank, bound, { rank: until }) : '',
  };
}

const unique = (candidates: readonly Candidate[]): Candidate[] => [
  ...new Map(candidates.map((candidate) => [candidate.id, candidate])).values(),
];

/** By the name as it is written, the last word perhaps only begun. An index answers this, so the very people are among a thousand who sound alike. */
function asWritten(q: string): Document {
  const [first, ...rest] = folded(q)
    .split(/[\s,]+/)
    .filter(Boolean);
  if (first === undefined) return {};
  const [last, given] = ['lookup.order.last', 'lookup.order.first'];
  const begun = startingWith(rest.join(' ') || first);
  return rest.length > 0
    ? {
        $or: [
          { [last]: first, [given]: begun },
          { [given]: first, [last]: begun },
        ],
      }
    : { $or: [{ [last]: begun }, { [given]: begun }, { 'lookup.keys': { $elemMatch: begun } }] };
}

/** By the words of title, address and login, or by a phone: a whole one in any writing, its last digits, or an extension. */
function otherwise(q: string, countries: readonly string[]): Document {
  const words = searchFilter(q, 'tokens');
  const digits = q.replace(/\D/g, '');
  if (!/^[\s\d+().#-]+$/.test(q) || digits.length < 2) return words;
  // "010 1234 5678" is +82 10 1234 5678, but "1234-5678" may be the end of it.
  const ends = [normalisePhone(q, countries)?.e164 ?? digits, digits.replace(/^0/, '')]
    .map(reversedDigits)
    .filter((end) => end.length >= 4);
  const phones = ends.map((end) => ({ 'lookup.phones': { $elemMatch: startingWith(end) } }));
  return { $or: [words, { 'lookup.phones': `#${digits}` }, ...phones] };
}
