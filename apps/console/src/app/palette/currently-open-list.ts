import type { CaseView, SearchHit } from '@guichet/contracts';
import { useMatch } from '@tanstack/react-router';
import { inboxSearch, type InboxSearch } from '../../shared/cases/inbox-search-params.js';

/** The list beside which a case opens: one of the inbox, or what a search has found. */
export type OpenList =
  | { kind: 'inbox'; view: CaseView; search: InboxSearch }
  | { kind: 'search'; q: string | undefined; order: 'newest' | undefined };

/** Returns the list that is open, the same object as long as it is the same list; undefined: another screen is open. */
export function useOpenList(): OpenList | undefined {
  const inbox = useMatch({
    from: '/console/inbox/$view',
    shouldThrow: false,
    select: ({ params, search }) => ({ kind: 'inbox' as const, view: params.view, search: inboxSearch({ ...search }) }),
    structuralSharing: true,
  });
  const found = useMatch({
    from: '/console/search',
    shouldThrow: false,
    select: ({ search: { q, order } }) => ({ kind: 'search' as const, q, order }),
    structuralSharing: true,
  });
  return inbox ?? found;
}

/** Where a case opens that was found: beside the list that is open, which stays as it is; else beside all cases. */
export function caseInList(hit: Pick<SearchHit, 'case' | 'position' | 'file'>, list: OpenList | undefined) {
  const caseId = hit.case.id;
  const place = { at: hit.position ?? undefined, file: hit.file?.id };
  if (list?.kind === 'search')
    return { to: '/search/$caseId', params: { caseId }, search: { q: list.q, order: list.order, ...place } } as const;
  const { view, search } = list ?? { view: 'all' as const, search: {} };
  return { to: '/inbox/$view/$caseId', params: { view, caseId }, search: { ...search, ...place } } as const;
}
