import { bucketRows, type BucketRow } from './bucket-rows.queries.js';
import { addDays, isTime, keysOf } from './calendar-days.js';
import type { ResolvedQuery } from './resolve-query.js';

type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** Earlier than every point. */
const BEGINNING = '1970-01-01';

/**
 * Returns a gauge at the end of each day, week or month, or of the last day for other dimensions: all that came in, less all that
 * went out, since the beginning. Past months are a few rows each.
 */
export async function gaugeRows(query: Query, resolved: ResolvedQuery): Promise<BucketRow[]> {
  const { groupBy, by, from, to } = resolved;
  if (!isTime(groupBy)) return bucketRows(query, { ...resolved, from: BEGINNING, to });
  const past = { ...resolved, from: BEGINNING, to: addDays(from, -1), groupBy: by ?? 'team', by: null } as const;
  const [before, changes] = await Promise.all([bucketRows(query, past), bucketRows(query, resolved)]);
  const levels = new Map<string | null, number>();
  for (const { key, n } of before) {
    const series = by ? key : null;
    levels.set(series, (levels.get(series) ?? 0) + n);
  }
  for (const { series } of changes) if (!levels.has(series)) levels.set(series, 0);
  const byKey = Map.groupBy(changes, ({ key }) => key);
  return keysOf({ from, to }, groupBy).flatMap((key) => {
    for (const { series, n } of byKey.get(key) ?? []) levels.set(series, levels.get(series)! + n);
    return [...levels].map(([series, n]) => ({ key, series, n, total: 0, buckets: [], counts: [] }));
  });
}
