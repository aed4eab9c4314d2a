import type { MetricUnit } from '@guichet/contracts';

const hour = 3600;
const day = 24 * hour;
/** Steps of time that people count in: seconds. */
const spans = [
  1, 5, 15, 30, 60, 300, 900, 1800, hour, 2 * hour, 4 * hour, 6 * hour, 12 * hour,
  day, 2 * day, 5 * day, 10 * day, 30 * day, 60 * day, 120 * day, 365 * day,
]; // prettier-ignore

function stepOf(most: number, unit: MetricUnit) {
  const least = most / 4;
  if (unit === 'seconds') return spans.find((span) => span >= least) ?? 365 * day * Math.ceil(least / (365 * day));
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= least * 0.999)!;
  return unit === 'count' ? Math.max(1, step) : step;
}

/**
 * Returns two to five round numbers from zero to `most` or just above, where an axis has its lines. A share ends at 1
 * at most.
 */
export function axisTicks(most: number, unit: MetricUnit): number[] {
  if (!(most > 0)) return unit === 'share' ? [0, 1] : [0, unit === 'seconds' ? hour : 1];
  const step = stepOf(most, unit);
  const count = Math.ceil(most / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
  return unit === 'share' && ticks.at(-1)! > 1 ? [0, 0.25, 0.5, 0.75, 1] : ticks;
}
