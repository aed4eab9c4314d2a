import type { MetricResult } from '@guichet/contracts';

export type Bucket = MetricResult['histogram'][number];

/** Merges neighbouring buckets until there are at most `most`; empty ones at the ends are dropped. */
export function mergeHistogramBuckets(buckets: readonly Bucket[], most: number): Bucket[] {
  const first = buckets.findIndex(({ count }) => count > 0);
  if (first < 0) return [];
  const used = buckets.slice(first, buckets.findLastIndex(({ count }) => count > 0) + 1);
  const size = Math.ceil(used.length / most);
  return Array.from({ length: Math.ceil(used.length / size) }, (_, index) => {
    const some = used.slice(index * size, (index + 1) * size);
    return {
      from: some[0]!.from,
      to: some.at(-1)!.to,
      count: some.reduce((sum, { count }) => sum + count, 0),
    };
  });
}
