import {
  includedScopes,
  permissions,
  scopeOfPermission,
  type Actor,
  type Permission,
  type Reach,
  type Role,
  type TokenScope,
} from '@guichet/contracts';
import { Failure } from '@guichet/platform';

/** The agent who makes a request: by a session, or by a token that narrows what they may do. */
export interface Principal {
  id: string;
  name: string;
  email: string;
  role: Role;
  language: 'fr' | 'en' | null;
  theme: 'light' | 'dark' | 'auto';
  createdAt: Date;
  teamIds: string[];
  session: { id: string; csrfToken: string } | null;
  /** Null: a session, which may do all that its agent may. */
  scopes: TokenScope[] | null;
}

/** How far a permission reaches for this principal; a token never reaches further than its scopes. */
export function reach(who: Principal, permission: Permission): Reach {
  if (who.scopes && !includes(who.scopes, scopeOfPermission(permission))) return 'no';
  return permissions[permission][who.role];
}

const includes = (scopes: TokenScope[], wanted: TokenScope): boolean =>
  scopes.some((scope) => scope === wanted || (includedScopes[scope] as readonly TokenScope[]).includes(wanted));

/** May this principal change anything at all? A token without a scope to write may not, whatever the route. */
export const mayWrite = (who: Principal): boolean => !who.scopes || who.scopes.some((scope) => scope !== 'cases:read');

/**
 * Lets a permission pass, whatever the team.
 *
 * @throws Failure `not-permitted` where it does not reach anything.
 */
export function allow(who: Principal, permission: Permission): void {
  if (reach(who, permission) === 'no') throw new Failure('not-permitted');
}

/** All permissions that reach something for this principal. */
export const permissionsOf = (who: Principal): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) => reach(who, permission) !== 'no');

/** The principal as the timeline and the event log name them. */
export const actorOf = (who: Principal): Actor => ({ kind: 'agent', id: who.id, name: who.name });
