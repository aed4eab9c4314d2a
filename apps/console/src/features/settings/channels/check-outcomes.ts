import type { ChannelTest } from '@guichet/contracts';

type Check = ChannelTest['checks'][number];

/** What came of one check; `choice`: it works, and something is left to decide. */
export type Outcome = 'ok' | 'warning' | 'failed' | 'choice';

/** What a reader must know of first. */
const ORDER = { failed: 0, warning: 1, choice: 2, ok: 3 } as const satisfies Record<Outcome, number>;

export const outcomeOf = ({ ok, warning, trust }: Check): Outcome =>
  !ok ? 'failed' : warning ? 'warning' : trust === undefined ? 'ok' : 'choice';

/** All checks of a test, the worst first. */
export const worstFirst = ({ checks }: ChannelTest): Check[] =>
  checks.toSorted((one, other) => ORDER[outcomeOf(one)] - ORDER[outcomeOf(other)]);

/** What is said of the test as a whole, with the number of checks of which it is true; nothing that is left to decide is a fault. */
export function wholeOutcome({ checks }: ChannelTest): { outcome: Exclude<Outcome, 'choice'>; count: number } {
  const numberOf = (outcome: Outcome) => checks.filter((check) => outcomeOf(check) === outcome).length;
  const outcome = (['failed', 'warning'] as const).find((bad) => numberOf(bad) > 0) ?? 'ok';
  return { outcome, count: numberOf(outcome) };
}
