import {
  permissions,
  type AgentRights,
  type Permission,
  type RightReason,
  type RoleDefinition,
} from '@guichet/contracts';

type Rights = AgentRights['rights'];

/** Another role by which something is allowed still, and what that is. */
export interface Remaining {
  reason: RightReason;
  permissions: Permission[];
}

/** For which teams something is allowed: null stands for all; or for what is assigned to the agent, and for no team. */
interface Extent {
  teamIds: readonly string[] | null;
  assigned: boolean;
}

const extentOf = ({ teams, assignedCases }: Pick<RightReason, 'teams' | 'assignedCases'>): Extent => ({
  teamIds: assignedCases ? [] : (teams?.map(({ id }) => id) ?? null),
  assigned: assignedCases,
});

/** Whether two extents have cases in common. What is assigned to somebody may be of any team. */
const overlap = (one: Extent, other: Extent): boolean =>
  one.teamIds === null ||
  other.teamIds === null ||
  one.assigned ||
  other.assigned ||
  one.teamIds.some((id) => other.teamIds!.includes(id));

/** Whether `wider` lets do all that `extent` does. */
const covers = (wider: Extent, extent: Extent): boolean =>
  wider.teamIds === null ||
  (extent.assigned
    ? wider.assigned
    : extent.teamIds !== null && !wider.assigned && extent.teamIds.every((id) => wider.teamIds!.includes(id)));

/**
 * What an agent may do still, in part or in whole, once one of their roles is taken: by which other roles, in the order in which the
 * rights name them.
 */
export function remainingRights(rights: Rights, grantId: string): Remaining[] {
  const byGrant = new Map<string, Remaining>();
  for (const { permission, reasons } of rights) {
    const lost = reasons.find((reason) => reason.grantId === grantId);
    if (!lost) continue;
    for (const reason of reasons) {
      if (reason.grantId === grantId || !overlap(extentOf(reason), extentOf(lost))) continue;
      const known = byGrant.get(reason.grantId);
      if (known) known.permissions.push(permission);
      // A permission that is not of cases says of no team.
      if (!known || (permissions[permission] === 'cases' && permissions[known.permissions[0]!] !== 'cases'))
        byGrant.set(reason.grantId, { reason, permissions: known?.permissions ?? [permission] });
    }
  }
  return [...byGrant.values()];
}

/** What an agent may no longer do, or in fewer cases, once one of their roles is taken: no other role lets them do as much of it. */
export function lostRights(rights: Rights, grantId: string): Permission[] {
  return rights.flatMap(({ permission, reasons }) => {
    const lost = reasons.find((reason) => reason.grantId === grantId);
    if (!lost) return [];
    const isOfCases = permissions[permission] === 'cases';
    const isKept = reasons.some(
      (reason) => reason.grantId !== grantId && (!isOfCases || covers(extentOf(reason), extentOf(lost))),
    );
    return isKept ? [] : [permission];
  });
}

/**
 * The roles by which an agent may do already all that a role would let them, for as many teams: then it changes nothing, and takes
 * nothing away. Empty: it would add something.
 */
export function coveringGrants(
  rights: Rights,
  role: Pick<RoleDefinition, 'permissions'>,
  wanted: Extent,
): RightReason[] {
  // It is for no team yet.
  if (wanted.teamIds?.length === 0 && !wanted.assigned) return [];
  const given = role.permissions.filter((one) => permissions[one] !== 'organisation' || wanted.teamIds === null);
  const found = new Map<string, RightReason>();
  for (const permission of given) {
    const isOfCases = permissions[permission] === 'cases';
    const reasons = rights.find((right) => right.permission === permission)?.reasons ?? [];
    const reason = reasons.find((one) => !isOfCases || covers(extentOf(one), wanted));
    if (!reason) return [];
    if (isOfCases || !found.has(reason.grantId)) found.set(reason.grantId, reason);
  }
  return [...found.values()];
}
