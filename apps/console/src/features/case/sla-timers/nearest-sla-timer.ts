import type { SlaTimer } from '@guichet/contracts';

/**
 * Returns when a timer is due or was missed; null where nobody knows yet, as we wait for the citizen, or where it has ended. A target that
 * was missed stays missed while we wait.
 */
export const dueTimeOf = ({ state, dueAt, breachedAt }: SlaTimer): string | null =>
  state === 'running' ? dueAt : state === 'paused' ? breachedAt : null;

/** Returns the SLA timer that is or was due first, as the list of cases does, else one that waits for the citizen. */
export function nearestTimer(timers: readonly SlaTimer[]): SlaTimer | undefined {
  const [first] = timers
    .filter((timer) => dueTimeOf(timer) !== null)
    .toSorted((one, other) => Date.parse(dueTimeOf(one)!) - Date.parse(dueTimeOf(other)!));
  return first ?? timers.find(({ state }) => state === 'paused');
}
