import type { Figure } from '@guichet/contracts';
import { quantile, type Spread } from '../rollup/duration-buckets.js';
import type { BucketRow } from './bucket-rows.queries.js';
import type { Metric } from '../metrics/metric.js';

export type Sum = Pick<BucketRow, 'n' | 'total' | 'buckets' | 'counts'>;

export const NOTHING: Sum = { n: 0, total: 0, buckets: [], counts: [] };

export const sumOf = (sums: readonly Sum[]): Sum => ({
  n: sums.reduce((total, { n }) => total + n, 0),
  total: sums.reduce((sum, { total }) => sum + total, 0),
  buckets: sums.flatMap(({ buckets }) => buckets),
  counts: sums.flatMap(({ counts }) => counts),
});

/** One row for each bucket. */
export function spreadOf({ buckets, counts }: Sum): Spread {
  const byBucket = new Map<number, number>();
  buckets.forEach((bucket, n) => byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + counts[n]!));
  return [...byBucket].map(([bucket, n]) => ({ bucket, n }));
}

/** Computes the figure of some points. */
export function figureOf(figure: Metric['figure'], sum: Sum): Figure {
  const { n, total } = sum;
  switch (figure) {
    case 'count':
    case 'gauge':
      return { value: n, count: n, p90: null };
    case 'zeroCount':
      return { value: n - total, count: n - total, p90: null };
    case 'share':
    case 'mean':
      return { value: n > 0 ? total / n : null, count: n, p90: null };
    case 'median': {
      const spread = spreadOf(sum);
      return { value: quantile(spread, 0.5), count: n, p90: quantile(spread, 0.9) };
    }
  }
}
