import type { CaseView, Permission, Role } from '@guichet/contracts';
import type { InboxSearch } from './inbox-search-params.js';

interface LandingList {
  view: CaseView;
  search: InboxSearch;
}

/**
 * The list with which a day begins, for whoever may read cases: agents have their own cases before them, supervisors what is late.
 * Administrators, and those who write to nobody, have no cases of their own: they begin with all.
 */
export function landingList({ role, permissions }: { role: Role; permissions: readonly Permission[] }): LandingList {
  if (role === 'supervisor') return { view: 'all', search: { due: 'late', sort: 'due' } };
  const worksOnCases = role === 'agent' && permissions.includes('case.reply');
  return { view: worksOnCases ? 'mine' : 'all', search: {} };
}

/** Whether a list is the one with which the day begins, as it is narrowed then and no further. */
export function isLandingList(
  { view, search }: LandingList,
  who: { role: Role; permissions: readonly Permission[] },
): boolean {
  const landing = landingList(who);
  const chosen = Object.entries(search).filter(([, value]) => value !== undefined);
  const wanted = new Map(Object.entries(landing.search));
  return (
    view === landing.view &&
    wanted.size > 0 &&
    chosen.length === wanted.size &&
    chosen.every(([key, value]) => wanted.get(key) === value)
  );
}
