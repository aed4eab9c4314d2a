import type { Role, SlaThreshold } from '@guichet/contracts';

/** An active agent who may have to be notified of a threshold. */
export interface Recipient {
  id: string;
  role: Role;
  /** Whether they supervise every team. */
  everywhere: boolean;
  /** The teams of which they are a member, or which they supervise. */
  teamIds: string[];
}

/**
 * Whom a threshold is notified to. At 50 %: the assignee. At 80 %: the assignee, or the whole team while nobody has the
 * case. When the target is missed: the supervisors of the team, too, and at 200 % only they.
 */
export function recipientsOf(
  threshold: SlaThreshold,
  { teamId, assigneeId }: { teamId: string; assigneeId: string | null },
  possible: readonly Recipient[],
): string[] {
  const assignee = possible.filter(({ id }) => id === assigneeId);
  const members = possible.filter(({ teamIds }) => teamIds.includes(teamId));
  if (threshold === 50) return idsOf(assignee);
  if (threshold === 80) return idsOf(assignee.length > 0 ? assignee : members);
  const supervisors = supervisorsOf(members, possible);
  return idsOf(threshold === 100 ? [...assignee, ...supervisors] : supervisors);
}

/** The supervisors in the team; where it has none, those of all teams; where there are none, the administrators. */
function supervisorsOf(members: readonly Recipient[], possible: readonly Recipient[]): Recipient[] {
  const choices = [
    members.filter(({ role }) => role === 'supervisor'),
    possible.filter(({ role, everywhere }) => role === 'supervisor' && everywhere),
    possible.filter(({ role }) => role === 'administrator'),
  ];
  return choices.find((choice) => choice.length > 0) ?? [];
}

const idsOf = (recipients: readonly Recipient[]): string[] => [...new Set(recipients.map(({ id }) => id))];
