import type { ClockLevel, Role } from '@guichet/contracts';

/** Somebody who may have to hear of a clock. All of them are active. */
export interface Hearer {
  id: string;
  role: Role;
  teamIds: string[];
}

/**
 * Who hears of a clock: whoever has the case; where nobody has it, the team, in time to take it; once it is missed, those
 * who watch over the team, too, and in the end they alone.
 */
export function recipients(
  level: ClockLevel,
  { teamId, assigneeId }: { teamId: string; assigneeId: string | null },
  hearers: readonly Hearer[],
): string[] {
  const assignee = hearers.filter(({ id }) => id === assigneeId);
  const members = hearers.filter(({ teamIds }) => teamIds.includes(teamId));
  if (level === 50) return ids(assignee);
  if (level === 80) return ids(assignee.length > 0 ? assignee : members);
  const watching = overseers(members, hearers);
  return ids(level === 100 ? [...assignee, ...watching] : watching);
}

function overseers(members: readonly Hearer[], hearers: readonly Hearer[]): Hearer[] {
  const choices = [
    members.filter(({ role }) => role === 'supervisor'),
    hearers.filter(({ role }) => role === 'supervisor'),
    hearers.filter(({ role }) => role === 'administrator'),
  ];
  return choices.find((choice) => choice.length > 0) ?? [];
}

const ids = (hearers: readonly Hearer[]): string[] => [...new Set(hearers.map(({ id }) => id))];
