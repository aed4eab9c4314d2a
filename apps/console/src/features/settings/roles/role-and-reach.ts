import { permissions, type GiveRole, type GrantReach, type Permission, type RoleKey } from '@guichet/contracts';

/** A role as it is chosen, and for which teams. */
export type RoleAndReach = Pick<GiveRole, 'reach' | 'teamIds' | 'sectorIds'> & { roleId: string | null };

/**
 * Where a role is meant for. Whoever is not of the house is not to see a whole team because nobody looked at what is chosen, and
 * an administrator of some teams manages nothing.
 */
export function usualReach(key: RoleKey | null | undefined): GrantReach {
  if (key === 'administrator') return 'all-teams';
  return key === 'contractor' ? 'assigned-cases' : 'own-teams';
}

/** Which choice is missing: the field to name, and the words for it. */
export function missingChoice({ reach, teamIds, sectorIds }: Omit<RoleAndReach, 'roleId'>) {
  if (reach === 'sectors' && sectorIds.length === 0)
    return { field: 'sectorIds', text: 'roles.held.sectorsNeeded' } as const;
  if (reach === 'teams' && teamIds.length === 0) return { field: 'teamIds', text: 'roles.held.teamsNeeded' } as const;
  return null;
}

/** The rights of a role that reach nothing, as they concern the whole organisation and it is given for less. */
export const rightsWithoutReach = (given: readonly Permission[], reach: GrantReach): Permission[] =>
  reach === 'all-teams' ? [] : given.filter((one) => permissions[one] === 'organisation');
