import type { AgentAtWork, Board } from '@guichet/contracts';

export type TeamNow = Board['teams'][number];

/** One thing that tells how a team stands. `tone`: how much it matters. */
export type TeamReason =
  | { why: 'late' | 'soon' | 'unassigned'; count: number; tone?: 'danger' | 'soon' }
  | { why: 'oldest'; since: string; tone?: undefined }
  | { why: 'full'; count: number; agents: number; tone?: 'danger' }
  | { why: 'available'; count: number; agents: number; tone?: 'danger' }
  | { why: 'closed' | 'nobody' | 'calm'; tone?: 'danger' };

/**
 * Why a team stands as it does, the worst first: what is late, since when, who cannot take more, and who is there to do it. In
 * a public room nobody knows the agents.
 */
export function teamReasons(
  team: TeamNow,
  agents: readonly Pick<AgentAtWork, 'teamIds' | 'load' | 'capacity'>[] = [],
): TeamReason[] {
  const reasons: TeamReason[] = [];
  if (team.late > 0) reasons.push({ why: 'late', count: team.late, tone: 'danger' });
  if (team.soon > 0) reasons.push({ why: 'soon', count: team.soon, tone: 'soon' });
  if (team.oldestAt !== null) reasons.push({ why: 'oldest', since: team.oldestAt });
  if (team.unassigned > 0) reasons.push({ why: 'unassigned', count: team.unassigned });
  if (team.waiting === 0 && reasons.length === 0) reasons.push({ why: 'calm' });
  const members = agents.filter(({ teamIds }) => teamIds.includes(team.id));
  const full = members.filter(({ load, capacity }) => load >= capacity).length;
  if (team.waiting > 0 && full > 0)
    reasons.push({
      why: 'full',
      count: full,
      agents: members.length,
      tone: full === members.length ? 'danger' : undefined,
    });
  if (!team.open) return [...reasons, { why: 'closed' }];
  // Nobody there is a reason only where something waits.
  const missing = team.waiting > 0 ? 'danger' : undefined;
  if (team.agents === 0) return [...reasons, { why: 'nobody', tone: missing }];
  const tone = team.available === 0 ? missing : undefined;
  return [...reasons, { why: 'available', count: team.available, agents: team.agents, tone }];
}
