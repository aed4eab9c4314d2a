import { Scope, scopeOrNone, type Bind, type Principal } from '@guichet/access';
import type { SavedView } from '@guichet/database';

/** Whose a view is. */
export type ViewPlace = Pick<SavedView, 'ownerId' | 'isShared' | 'teamId'>;

/** Whoever manages what a team shows, shares views with it; with everybody, whoever does so for all teams. */
export function mayShare(who: Principal, teamId: string | null): boolean {
  const managed = scopeOrNone(who, 'signature.manage');
  if (!managed) return false;
  return teamId === null ? managed.isWhole : managed.admitsTeam(teamId);
}

/** Whether somebody may change a view that they see. */
export const mayChange = (who: Principal, { ownerId, isShared, teamId }: ViewPlace): boolean =>
  isShared ? mayShare(who, teamId) : ownerId === who.id;

/** SQL condition: the view `v` is the agent's own, shared with one of their teams, or with everybody. */
export function isListedFor(who: Principal, bind: Bind): string {
  const ofTheirTeams = Scope.of(who, who.teamIds).sqlTeam('v.team_id', bind);
  return `(v.owner_id = ${bind(who.id)}::uuid or v.is_shared and (v.team_id is null or ${ofTheirTeams}))`;
}
