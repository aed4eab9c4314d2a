import { openedDays, type CaseSummary } from '@guichet/contracts';
import type { CaseFilter } from '../api/queries.js';
import { townDay } from '../i18n/organisation-time-zone.js';
import { dueUrgency } from './due-urgency.js';

/** Whether a case still belongs to a list after a change that was made here. Search texts, and what is followed, are left to the server. */
export function matchesCaseFilter(
  item: CaseSummary,
  { filter, me, now }: { filter: CaseFilter; me: { id: string; teamIds: readonly string[] }; now: number },
) {
  if (!hasWantedStatus(item, filter)) return false;
  if (filter.view === 'mine' && item.assignee?.id !== me.id) return false;
  if (filter.view === 'unassigned' && item.assignee) return false;
  if (filter.view === 'team' && !me.teamIds.includes(item.team.id)) return false;
  if (filter.assignee && item.assignee?.id !== filter.assignee) return false;
  if (filter.team && item.team.id !== filter.team) return false;
  if (filter.tag && !item.tags.includes(filter.tag)) return false;
  if (filter.caseType && item.caseType?.id !== filter.caseType) return false;
  if (filter.priority && item.priority !== filter.priority) return false;
  if (filter.due && (!item.dueAt || dueUrgency(item.dueAt, now) !== filter.due)) return false;
  if (filter.opened && !isOpenedIn(item.openedAt, filter.opened, now)) return false;
  if (filter.problem && !item.deliveryProblem) return false;
  return true;
}

function isOpenedIn(openedAt: string, opened: string, now: number): boolean {
  const { from, to } = openedDays(opened, townDay(now));
  const day = townDay(openedAt);
  return day >= from && day <= to;
}

function hasWantedStatus({ status }: CaseSummary, filter: CaseFilter): boolean {
  if (filter.view === 'spam') return status === 'spam';
  const wanted = filter.status?.split(',');
  const leavesUntilThen = filter.view === 'mine' || filter.view === 'unassigned';
  if (!wanted && status === 'snoozed') return !leavesUntilThen || filter.due !== undefined;
  if (!wanted) return status !== 'closed' && status !== 'spam';
  return wanted[0] === 'any' ? status !== 'spam' : wanted.includes(status);
}
