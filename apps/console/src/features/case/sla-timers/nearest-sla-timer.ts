import type { SlaTimer } from '@guichet/contracts';

/** The clock that matters first: of those that run the one due first, else one that waits for the citizen. */
export function nearestTimer(clocks: readonly SlaTimer[]): SlaTimer | undefined {
  const running = clocks
    .filter(({ state, dueAt }) => state === 'running' && dueAt !== null)
    .toSorted((a, b) => Date.parse(a.dueAt!) - Date.parse(b.dueAt!));
  return running[0] ?? clocks.find(({ state }) => state === 'paused');
}
