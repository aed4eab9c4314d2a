/**
 * In which order cases behind a number are listed: by when they were counted, or by their own values: the longest, the most, or those
 * outside a target first. These words stand apart from the schema that takes them, so that a screen can offer them without loading any.
 */
export const metricCasesOrders = ['newest', 'oldest', 'worst'] as const;

type Order = (typeof metricCasesOrders)[number];

/** What of a metric tells which orders there are. */
interface Compared {
  name: string;
  unit: string;
  better: 'more' | 'less' | null;
}

/**
 * The orders that the cases of a metric have, the usual one first. A level at the end of a day has no values to compare, and neither have
 * numbers of which neither more nor less is better.
 */
export function ordersOfMetricCases({ name, unit, better }: Compared): readonly Order[] {
  if (unit === 'seconds') return ['worst', 'newest', 'oldest'];
  return better === null || name === 'backlog' ? ['newest', 'oldest'] : ['newest', 'oldest', 'worst'];
}
