import type { CaseView } from '@guichet/contracts';
import type { InboxSearch } from '../../../shared/cases/inbox-search-params.js';

/** The list of what the agent has put off: it is not in “Mine” until it comes back. */
export const SNOOZED = { params: { view: 'mine' }, search: { status: 'snoozed' } } as const;

/** That of what anybody has put off, as far as the agent may see it. */
export const SNOOZED_OF_EVERYBODY = { params: { view: 'all' }, search: { status: 'snoozed' } } as const;

/** Whether it is the list of their own that is open, however it is sorted. */
export const isSnoozedList = (view: CaseView, { sort: _, ...narrower }: InboxSearch): boolean =>
  view === 'mine' &&
  narrower.status === 'snoozed' &&
  Object.values(narrower).filter((value) => value !== undefined).length === 1;
