/** Seconds that people say: 10 s … a minute … an hour … a day … a year. */
const EDGES = [
  10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 172_800, 259_200, 432_000, 604_800,
  1_209_600, 2_592_000, 5_184_000, 7_776_000, 15_552_000, 31_536_000,
];

/** Two neighbours are never farther apart, so what is read off between them is never farther off. */
const RATIO = 2 ** (1 / 6);

/** Where buckets begin: the edges, and as many between two of them as it takes. The first bucket, 0, lies below all. */
const bounds: readonly number[] = EDGES.flatMap((edge, n) => {
  const next = EDGES[n + 1];
  if (next === undefined) return [edge];
  const parts = Math.ceil(Math.log(next / edge) / Math.log(RATIO) - 1e-9);
  return Array.from({ length: parts }, (_, part) => edge * (next / edge) ** (part / parts));
});

/** SQL: the bucket of a duration in seconds. */
export const bucketOf = (seconds: string): string =>
  `width_bucket(${seconds}::float8, array[${bounds.map((bound) => Number(bound.toPrecision(12))).join(',')}]::float8[])`;

export type Spread = readonly { bucket: number; n: number }[];

/**
 * Returns the value below which `share` (0 to 1) of the values are, to within an eighth; null when there are no values.
 * Values of one bucket are assumed to be spread evenly over it, because otherwise a figure would jump from one bucket
 * to the next.
 */
export function quantile(spread: Spread, share: number): number | null {
  const sorted = spread.filter(({ n }) => n > 0).toSorted((a, b) => a.bucket - b.bucket);
  const rank = Math.ceil(sorted.reduce((total, { n }) => total + n, 0) * share);
  let seen = 0;
  for (const { bucket, n } of sorted) {
    if (seen + n >= rank) return Math.round(within(bucket, (rank - seen - 0.5) / n));
    seen += n;
  }
  return null;
}

/** Seconds at a part (0 to 1) of a bucket, as seen by ratio. The first begins at nothing, the last has no end. */
function within(bucket: number, part: number): number {
  const [from, to] = [bounds[bucket - 1], bounds[bucket]];
  if (from === undefined) return EDGES[0]! * part;
  return to === undefined ? from : from * (to / from) ** part;
}

/** Between the edges that people say, from the first to the last that holds something. */
export function histogramOf(spread: Spread): { from: number; to: number | null; count: number }[] {
  const counts = new Array<number>(EDGES.length + 1).fill(0);
  for (const { bucket, n } of spread) {
    const from = bounds[bucket - 1] ?? 0;
    counts[EDGES.findLastIndex((edge) => edge <= from * (1 + 1e-9)) + 1]! += n;
  }
  const first = counts.findIndex((n) => n > 0);
  const last = counts.findLastIndex((n) => n > 0);
  if (first < 0) return [];
  return counts.map((count, n) => ({ from: EDGES[n - 1] ?? 0, to: EDGES[n] ?? null, count })).slice(first, last + 1);
}
