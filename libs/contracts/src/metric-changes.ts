/** How a figure has changed since the period that it is compared with. */
export interface MetricChange {
  /** Shares differ by points, all else by its part of what it was. 0.1: ten points, or ten per cent. */
  by: number;
  in: 'points' | 'percent';
}

/**
 * Returns the change of a value. Returns undefined when it cannot be computed, because the earlier value was zero or
 * missing.
 */
export function metricChange(
  now: number | null,
  before: number | null,
  unit: 'count' | 'seconds' | 'share' | 'ratio',
): MetricChange | undefined {
  if (now === null || before === null) return undefined;
  if (unit === 'share') return { by: now - before, in: 'points' };
  if (before === 0) return now === 0 ? { by: 0, in: 'percent' } : undefined;
  return { by: (now - before) / before, in: 'percent' };
}

/** Medians are read off classes of duration: each may be off by so much of it. */
const CLASS_WIDTH = 0.125;

/** Whether two medians differ by no more than what each may be off by: then nobody knows which one is larger. */
export const isWithinMetricError = (
  now: { value: number | null; p90: number | null },
  before: { value: number | null },
): boolean =>
  now.p90 !== null &&
  now.value !== null &&
  before.value !== null &&
  Math.abs(now.value - before.value) <= CLASS_WIDTH * Math.max(now.value, before.value);
