import type { Bind, Scope } from '@guichet/access';
import type { CaseStatus } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { readFieldFilters, type ReadFilter } from '../fields/resolve-field-filters.queries.js';
import { parseSearch } from '../search/parse-search.js';
import { caseFilters, entryFiltersOfCase, fieldConditions } from '../search/search-filters.js';
import { casesMatching } from './cases-matching-words.queries.js';

interface Text {
  q: string;
  visible: Scope;
  bind: Bind;
  statuses: readonly CaseStatus[];
}

/** SQL conditions on `cases` for what was typed above a list: words, and what narrows a search as well. */
export async function typedSearchConditions(
  reader: Reader,
  { q, visible, bind, statuses }: Text,
): Promise<{ found: string[]; compared: string[] }> {
  const { words, filters: typed } = parseSearch(q);
  if (typed.some(({ isKnown }) => !isKnown)) return { found: ['false'], compared: [] };
  const spam = !statuses.includes('spam') ? 'without' : statuses.length === 1 ? 'only' : 'with';
  const filters = await readFieldFilters(reader, typed);
  const found = fieldConditions(filters, bind);
  if (words !== '') found.push(await casesMatching(reader, { q: words, visible, bind, spam, filters }));
  // Where words are looked for, the entry that has them is the one of which the day and the file are asked.
  const compared = filters.length === 0 ? [] : [narrowed(filters, words === '', bind)];
  return { found, compared };
}

const narrowed = (filters: readonly ReadFilter[], isAlone: boolean, bind: Bind): string => {
  const ofEntry = isAlone ? entryFiltersOfCase(filters, bind) : null;
  const conditions = ['c.id = cases.id', caseFilters(filters, bind), ...(ofEntry ? [ofEntry] : [])];
  return `exists (select from cases c where ${conditions.join(' and ')})`;
};
