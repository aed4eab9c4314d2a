import type { RoleSecondFactor } from '@guichet/contracts';

const DAY_MS = 86_400_000;

type Lacking = RoleSecondFactor['lacking'][number];

/**
 * Whom another number of days stops now who may go on today: agents without a second factor, of the roles that require one. Each
 * once, whatever the number of their roles.
 */
export function agentsStoppedByGraceDays(
  states: readonly Pick<RoleSecondFactor, 'graceDays' | 'lacking'>[],
  { days, now }: { days: number; now: number },
): Lacking[] {
  const isDue = (one: Lacking) => Date.parse(one.dueAt) <= now;
  const stopped = new Set(states.flatMap(({ lacking }) => lacking.filter(isDue).map(({ agent }) => agent.id)));
  const found = new Map<string, Lacking>();
  for (const { graceDays, lacking } of states)
    for (const one of lacking)
      if (!stopped.has(one.agent.id) && Date.parse(one.dueAt) + (days - graceDays) * DAY_MS <= now)
        found.set(one.agent.id, one);
  return [...found.values()].toSorted((a, b) => a.agent.name.localeCompare(b.agent.name));
}
