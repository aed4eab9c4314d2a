import { Scope, scopeOrNone, type Bind, type Principal } from '@guichet/access';
import type { SavedViewScope } from '@guichet/contracts';
import type { Audience, SavedView } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** Whose a view, or a macro, is. */
export type ViewPlace = Pick<SavedView, 'ownerId' | 'isShared' | 'teamId'>;

/** Whoever manages what a team shows, shares views with it; with everybody, whoever does so for all teams. */
function mayShare(who: Principal, teamId: string | null): boolean {
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

/** Whose it is to be. Throws `not-permitted`, also for a team with which the agent shares nothing. */
export function placeOf(
  who: Principal,
  ownerId: string,
  { scope: wanted, teamId }: { scope: SavedViewScope; teamId: string | null },
): ViewPlace {
  if (wanted === 'mine') return { ownerId, isShared: false, teamId: null };
  if (wanted === 'team' && teamId === null) throw new Failure('not-permitted');
  const place = { ownerId, isShared: true, teamId: wanted === 'team' ? teamId : null };
  if (!mayShare(who, place.teamId)) throw new Failure('not-permitted');
  return place;
}

/** Those in whose lists it is, at any of these places. */
export function audiencesOf(places: readonly ViewPlace[]): Audience[] {
  const everybody = 'Every agent has it in their list.';
  const shared = places.filter(({ isShared }) => isShared).map(({ teamId }) => teamId);
  return [...new Set(places.map(({ ownerId }) => ownerId))]
    .map((agentId): Audience => ({ agentId }))
    .concat([...new Set(shared)].map((teamId): Audience => (teamId === null ? { everybody } : { teamIds: [teamId] })));
}
