import type { CaseFilter } from '../../shared/api/queries.js';

/**
 * What a list does not show although nobody asked for less: of which its words say nothing. A list by a status says it itself, and nothing
 * that is finished can be late.
 */
export function leftOutOfList({ view, status, due }: CaseFilter): ('closed' | 'snoozedAndClosed' | 'spam')[] {
  if (view === 'spam' || due) return [];
  if (status) return status === 'any' ? ['spam'] : [];
  return [view === 'mine' || view === 'unassigned' ? 'snoozedAndClosed' : 'closed', 'spam'];
}
