import type { Permission } from '@guichet/contracts';
import { reach, type Principal } from './principal.js';
import { scope, type Scope } from './scope.js';

/** What is exported: cases, or their figures. */
const EXPORTED = ['case.read', 'metrics.read'] as const satisfies readonly Permission[];

/**
 * What somebody may export of what they may read by this permission.
 *
 * @throws Failure `not-permitted` where they may read or export nothing.
 */
export const exportedScope = (who: Principal, read: (typeof EXPORTED)[number]): Scope =>
  scope(who, 'export.cases').narrowedBy(scope(who, read));

/** The ids of the teams whose cases or figures alone somebody may export while they see more; null: all that they see, or nothing. */
export function exportTeamIdsOf(who: Principal): string[] | null {
  const exported = reach(who, 'export.cases');
  if (typeof exported !== 'object') return null;
  const isAll = EXPORTED.every((permission) => {
    const read = reach(who, permission);
    if (typeof read !== 'object') return read === 'nowhere';
    return read.teamIds.every((id) => exported.teamIds.includes(id)) && (exported.assigned || !read.assigned);
  });
  const isRead = (id: string) =>
    EXPORTED.some((permission) => {
      const read = reach(who, permission);
      return typeof read === 'object' ? read.teamIds.includes(id) : read === 'everywhere';
    });
  return isAll ? null : exported.teamIds.filter(isRead);
}
