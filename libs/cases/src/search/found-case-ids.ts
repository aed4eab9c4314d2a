import { parameters, scope, type Principal, type Scope } from '@guichet/access';
import { searchLimits, type SearchQuery } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { listedCaseIds } from '../inbox/ids-and-count-of-list.queries.js';
import { parseSearch } from './parse-search.js';
import { RANKED, searchIn, type Found } from './search.js';
import { hasNoSurvivor } from './surviving-cases.queries.js';

interface Among {
  who: Principal;
  visible: Scope;
}

/**
 * Returns the cases that a search finds for an agent in its order; whoever exports them leaves out what is not in `visible`, as a search
 * among fewer cases would take other words for typos. A search ranks some of the newest alone: where it finds more
 * than it shows, the newest others follow in which all its words stand. `searchLimits.exported` at most.
 */
export async function foundCaseIds(
  reader: Reader,
  among: Among,
  wanted: Pick<SearchQuery, 'q' | 'order'>,
): Promise<string[]> {
  const read = { who: among.who, visible: scope(among.who, 'case.read') };
  const found = await searchIn(reader, read, { ...wanted, limit: RANKED });
  const ids = found.hits.map((hit) => hit.case.id);
  if (ids.length < searchLimits.shown) return ids;
  const others = await othersWithAllWords(reader, among, correctedWords(wanted.q, found));
  return [...new Set([...ids, ...others])].slice(0, searchLimits.exported);
}

/** What was typed, with the words by which the search has found its cases in the place of those that it took for typos. */
const correctedWords = (q: string, { corrections }: Found): string =>
  corrections.filter(({ isUsed }) => isUsed).reduce((text, { typed, meant }) => text.replace(typed, () => meant), q);

/** The newest first. Of merged cases, those that they went into stand for them. */
async function othersWithAllWords(reader: Reader, { who, visible }: Among, q: string): Promise<string[]> {
  const isSpam = parseSearch(q).filters.some(({ operator, value }) => operator === 'status' && value === 'spam');
  const filter = { view: isSpam ? 'spam' : 'all', status: 'any', q, sort: 'newest' } as const;
  const listed = await listedCaseIds(reader, who, { filter, visible, limit: searchLimits.exported });
  const { values, bind } = parameters(listed);
  const rows = await reader.query<{ id: string }>(
    `select c.id from unnest($1::uuid[]) with ordinality l(id, n) join cases c on c.id = l.id
     where ${hasNoSurvivor('c', visible, bind)} order by l.n`,
    values,
  );
  return rows.map(({ id }) => id);
}
