import type { WorkforceMember, Board } from '@guichet/contracts';

export type TeamNow = Board['teams'][number];

/** One reason for the state of a team. `tone` is its severity. */
export type TeamStateReason =
  | { why: 'late' | 'soon' | 'unassigned'; count: number; tone?: 'danger' | 'soon' }
  | { why: 'oldest'; since: string; tone?: undefined }
  | { why: 'full'; count: number; agents: number; tone?: 'danger' }
  | { why: 'allAbsent'; count: number; tone?: 'danger' }
  | { why: 'available'; count: number; agents: number; tone?: 'danger' }
  | { why: 'closed' | 'nobody' | 'calm'; tone?: 'danger' };

/**
 * Returns the reasons for the state of a team, the worst first: what is late, since when, who is at capacity, and who
 * is present. The wallboard hangs in a public room and names no agents.
 */
export function teamStateReasons(
  team: TeamNow,
  agents: readonly Pick<WorkforceMember, 'teamIds' | 'load' | 'capacity' | 'invited'>[] = [],
): TeamStateReason[] {
  const reasons: TeamStateReason[] = [];
  if (team.late > 0) reasons.push({ why: 'late', count: team.late, tone: 'danger' });
  if (team.soon > 0) reasons.push({ why: 'soon', count: team.soon, tone: 'soon' });
  if (team.oldestAt !== null) reasons.push({ why: 'oldest', since: team.oldestAt });
  if (team.unassigned > 0) reasons.push({ why: 'unassigned', count: team.unassigned });
  if (team.waiting === 0 && reasons.length === 0) reasons.push({ why: 'calm' });
  // Whoever is only invited cannot be at capacity.
  const members = agents.filter(({ teamIds, invited }) => teamIds.includes(team.id) && !invited);
  const full = members.filter(({ load, capacity }) => load >= capacity).length;
  if (team.waiting > 0 && full > 0)
    reasons.push({
      why: 'full',
      count: full,
      agents: members.length,
      tone: full === members.length ? 'danger' : undefined,
    });
  // Without anybody, what matters is whether a case is there that somebody has to take or answer.
  const missing = team.waiting > 0 || team.unassigned > 0 ? 'danger' : undefined;
  // It does not end when the team opens again.
  if (team.agents > 0 && team.absent === team.agents)
    reasons.push({ why: 'allAbsent', count: team.agents, tone: missing });
  if (team.agents === 0) reasons.push({ why: 'nobody', tone: missing });
  if (!team.open) return [...reasons, { why: 'closed' }];
  if (reasons.some(({ why }) => why === 'allAbsent' || why === 'nobody')) return reasons;
  const tone = team.available === 0 ? missing : undefined;
  return [...reasons, { why: 'available', count: team.available, agents: team.agents, tone }];
}
