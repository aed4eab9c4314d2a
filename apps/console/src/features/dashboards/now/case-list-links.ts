import type { CaseView } from '@guichet/contracts';
import type { InboxSearch } from '../../../shared/cases/inbox-search-params.js';

export type Queue = 'late' | 'soon' | 'waiting' | 'unassigned' | 'failing';

const lists: Record<Queue, { view: CaseView; search: InboxSearch }> = {
  late: { view: 'all', search: { due: 'late', sort: 'due' } },
  soon: { view: 'all', search: { due: 'soon', sort: 'due' } },
  waiting: { view: 'all', search: { status: 'open', sort: 'oldest' } },
  unassigned: { view: 'unassigned', search: { status: 'open', sort: 'oldest' } },
  failing: { view: 'all', search: { problem: 'delivery' } },
};

/** Returns the link properties of the list of cases that a number of the board counts. */
export function caseListLink(queue: Queue, team?: string) {
  const { view, search } = lists[queue];
  return { to: '/inbox/$view', params: { view }, search: { ...search, team } } as const;
}

/** Returns the link properties of the cases of an agent in which it is our turn. */
export const openCasesLink = (assignee: string) =>
  ({ to: '/inbox/$view', params: { view: 'all' }, search: { ...lists.waiting.search, assignee } }) as const;

/** Returns the link properties of the late cases of an agent. */
export const lateCasesLink = (assignee: string) =>
  ({ to: '/inbox/$view', params: { view: 'all' }, search: { ...lists.late.search, assignee } }) as const;
