import type { InboxSearch } from '../../shared/cases/inbox-search-params.js';
import type { Facet } from './use-filter-facets.js';

/** The days with which the list was widened to all statuses; undefined: the agent has chosen the status, or none was. */
let widenedFor: string | undefined;

/**
 * Returns what changes in the search parameters when a filter is set or, without a value, removed. Most of what was opened in a month is
 * closed by now, and whoever asks for it wants it all: without a status, the list is widened to all of them, until those days are removed.
 */
export function changeOfFilter(search: InboxSearch, facet: Facet, value: string | undefined): Partial<InboxSearch> {
  if (facet === 'status') widenedFor = undefined;
  // What is late is opened with the most urgent first: without it, the list has the order of the agent again.
  if (facet === 'due' && value === undefined && search.sort === 'due') return { due: undefined, sort: undefined };
  if (facet !== 'opened') return { [facet]: value };
  const isWidened = search.status === 'any' && search.opened !== undefined && search.opened === widenedFor;
  if (value === undefined) return { opened: undefined, ...(isWidened && { status: undefined }) };
  if (search.status !== undefined && !isWidened) return { opened: value };
  widenedFor = value;
  return { opened: value, status: 'any' };
}
