import type { CaseFilter, CaseSort, CaseView, SavedView } from '@guichet/contracts';
import type { InboxSearch } from '../../../shared/cases/inbox-search-params.js';

/** The list that is open. */
interface OpenList {
  view: CaseView;
  search: InboxSearch;
  /** The order of the reader, where the address says none. */
  sort: CaseSort;
}

/** What a list is narrowed to, and its order, as a view keeps it. */
export function filterOfList({ view, search: { saved: _, ...search }, sort }: OpenList): CaseFilter {
  const narrower = Object.entries(search).filter(([, value]) => value !== undefined);
  return { sort, ...Object.fromEntries(narrower), view };
}

/** Whether a list is narrowed at all: by what is more than a view that ships. */
export const isNarrowed = ({ search: { saved: _, sort: __, ...narrower } }: Pick<OpenList, 'search'>): boolean =>
  Object.values(narrower).some((value) => value !== undefined);

/** The address of the list of a view. */
export function listOfView({ id, filter: { view, ...search } }: Pick<SavedView, 'id' | 'filter'>) {
  return { params: { view }, search: { ...search, saved: id } satisfies InboxSearch };
}

/** Whether a list has been narrowed otherwise since a view was opened. */
export function differsFrom({ filter }: Pick<SavedView, 'filter'>, list: OpenList): boolean {
  const shown = filterOfList(list);
  const names = new Set([...Object.keys(filter), ...Object.keys(shown)]) as Set<keyof CaseFilter>;
  return [...names].some((name) => filter[name] !== shown[name]);
}
