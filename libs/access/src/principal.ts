import {
  includedScopes,
  Permission,
  permissions,
  readingScopes,
  scopeOfPermission,
  TokenScope,
  type Actor,
  type CaseSort,
  type Role,
} from '@guichet/contracts';
import { Failure } from '@guichet/platform';
import type { Grant } from './grants-in-force.js';

/** The agent who makes a request: by a session, or by a token that narrows what they may do. */
export interface Principal {
  id: string;
  name: string;
  email: string;
  /** What they are in one word. It decides nothing. */
  role: Role;
  /** The roles that they hold now, which decide what they may do. */
  grants: readonly Grant[];
  /** When a grant begins or ends next, or a broken glass ends, in milliseconds since 1970 by the clock of this process: then it must be read anew. */
  changesAt: number | null;
  language: 'fr' | 'en' | null;
  theme: 'light' | 'dark' | 'auto';
  /** The order of their lists of cases. Null or absent: they have chosen none. */
  caseSort?: CaseSort | null;
  /** Their function, as a reply states it. Empty or absent: it is not known. */
  jobTitle?: string;
  createdAt: Date;
  /** The teams of which they are a member. */
  teamIds: string[];
  /** The restricted cases that they have opened by breaking the glass, as long as that lasts. None by a token. */
  brokenGlass: readonly string[];
  session: {
    id: string;
    csrfToken: string;
    /** When the session last proved who uses it. */
    provedAt: Date;
    /** `missing`: one is required of this agent, who has none yet. */
    secondFactor: 'on' | 'off' | 'missing';
    /** While it is `off`: from when on a role will have made it `missing`, in milliseconds since 1970; null: from no moment on. */
    secondFactorDueAt: number | null;
  } | null;
  /** Null: a session, which may do all that its agent may. */
  scopes: TokenScope[] | null;
  /** True: a program with an account of the organisation, and nobody who works here. */
  isService?: boolean;
  /** The name of the macro by which they act now. */
  macro?: string;
}

/**
 * How far a permission reaches: to what every team has, to the cases of these teams (perhaps none) and, where `assigned`, to those
 * that are assigned to whoever has it, whatever their team, or not at all.
 */
export type Reach = 'everywhere' | 'nowhere' | { teamIds: readonly string[]; assigned: boolean };

/** How far a permission reaches for this principal; a token never reaches further than its scopes. */
export function reach(who: Principal, permission: Permission): Reach {
  if (who.scopes && !includes(who.scopes, scopeOfPermission(permission))) return 'nowhere';
  return reachOfGrants(who.grants, { permission, ownTeamIds: who.teamIds });
}

/** How far a permission reaches by these grants, for a member of `ownTeamIds`. */
function reachOfGrants(
  grants: readonly Grant[],
  { permission, ownTeamIds }: { permission: Permission; ownTeamIds: readonly string[] },
): Reach {
  const giving = grants.filter((grant) => grant.permissions.includes(permission));
  if (giving.some((grant) => grant.reach === 'all-teams')) return 'everywhere';
  const subject = permissions[permission];
  if (giving.length === 0 || subject === 'organisation') return 'nowhere';
  if (subject === 'shared') return 'everywhere';
  const teamIds = giving.flatMap((grant) => (grant.reach === 'own-teams' ? ownTeamIds : grant.teamIds));
  return { teamIds: [...new Set(teamIds)], assigned: giving.some((grant) => grant.reach === 'assigned-cases') };
}

const includes = (scopes: TokenScope[], wanted: TokenScope): boolean =>
  scopes.some((scope) => scope === wanted || (includedScopes[scope] as readonly TokenScope[]).includes(wanted));

/** What two tokens may both do; null: a session, which narrows nothing. */
export function commonScopes(one: TokenScope[] | null, other: TokenScope[] | null): TokenScope[] | null {
  if (!one || !other) return one ?? other;
  return TokenScope.options.filter((scope) => includes(one, scope) && includes(other, scope));
}

/** May this principal change anything at all? A token without a scope to write may not, whatever the route. */
export const mayWrite = (who: Principal): boolean =>
  !who.scopes || who.scopes.some((scope) => !readingScopes.includes(scope));

/** May this principal call the API and hear what happens at all? A token for SCIM may not, nor one that has lost its scopes. */
export const opensApi = (who: Principal): boolean => !who.scopes || who.scopes.some((scope) => scope !== 'scim:write');

/**
 * Lets a permission pass, whatever the team.
 *
 * @throws Failure `not-permitted` where it does not reach anything.
 */
export function allow(who: Principal, permission: Permission): void {
  if (reach(who, permission) !== 'nowhere') return;
  const scope = scopeOfPermission(permission);
  // Their roles may well permit it: whoever has a token made mends its scopes.
  if (who.scopes && !includes(who.scopes, scope))
    throw new Failure('not-permitted', { detail: `This token has not the scope ${scope}.` });
  throw new Failure('not-permitted');
}

/**
 * Refuses tokens, which nobody asks for a password or a code, whatever they may do within their scopes.
 *
 * @throws Failure `not-permitted`.
 */
export function assertInPerson(who: Principal): void {
  if (who.scopes) throw new Failure('not-permitted', { detail: 'This is for a signed-in person, not for a token.' });
}

/**
 * Refuses to do to oneself what would go around one's own password or code: `/me` has the ways that ask for them.
 *
 * @throws Failure `not-permitted`.
 */
export function assertAnother(who: Principal, agentId: string): void {
  if (agentId === who.id) throw new Failure('not-permitted', { detail: 'This is done for others, not for oneself.' });
}

/** All permissions that reach something for this principal. */
export const permissionsOf = (who: Principal): Permission[] =>
  Permission.options.filter((permission) => reach(who, permission) !== 'nowhere');

/** May they be assigned a case of any team, which they then see as long as they have it? */
export const seesAssigned = (who: Principal): boolean => {
  const how = reachOfGrants(who.grants, { permission: 'case.read', ownTeamIds: who.teamIds });
  return typeof how === 'object' && how.assigned;
};

/** The teams of which they may be assigned cases, which they see anyway; null: of all. */
export function caseTeamIdsOf(who: Principal): string[] | null {
  const how = reachOfGrants(who.grants, { permission: 'case.update', ownTeamIds: who.teamIds });
  if (how === 'everywhere') return null;
  return how === 'nowhere' ? [] : [...how.teamIds];
}

/** The principal as the timeline and the event log name them. */
export const actorOf = ({ id, name, macro }: Principal): Actor => ({
  kind: 'agent',
  id,
  name,
  ...(macro && { macro }),
});
