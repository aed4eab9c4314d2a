import type { SlaTimer } from '@guichet/contracts';

/** Returns the running SLA timer that is due first, else one that waits for the citizen. */
export function nearestTimer(clocks: readonly SlaTimer[]): SlaTimer | undefined {
  const running = clocks
    .filter(({ state, dueAt }) => state === 'running' && dueAt !== null)
    .toSorted((a, b) => Date.parse(a.dueAt!) - Date.parse(b.dueAt!));
  return running[0] ?? clocks.find(({ state }) => state === 'paused');
}
