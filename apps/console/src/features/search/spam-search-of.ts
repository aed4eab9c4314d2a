import { searchLimits, type SearchResult } from '@guichet/contracts';

/** The most characters that a search takes. */
const LONGEST = 200;

/**
 * The search of the same among spam alone; undefined: there is none to ask. With a full page, whoever looks for one case among many types
 * another word first; who has named a status wants that one.
 */
export function spamSearchOf(q: string, { items, filters }: SearchResult, operator: string): string | undefined {
  const wanted = `${q.trim()} ${operator}`;
  const isNarrowed = filters.some((filter) => filter.operator === 'status' || !filter.isKnown);
  return isNarrowed || items.length >= searchLimits.shown || wanted.length > LONGEST ? undefined : wanted;
}
