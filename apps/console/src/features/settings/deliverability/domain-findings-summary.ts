import type { DeliverabilityFinding } from '@guichet/contracts';

/** How much of a domain is to be corrected, and how much could be better. */
export function summaryOf(findings: readonly DeliverabilityFinding[]) {
  const count = (state: DeliverabilityFinding['state']) => findings.filter((one) => one.state === state).length;
  const [wrong, advice] = [count('wrong'), count('advice')];
  return { wrong, advice, isInOrder: wrong + advice === 0 && count('ok') > 0 };
}
