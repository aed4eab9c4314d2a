import type { Principal, Scope } from '@guichet/access';
import type { Figure, MetricName, MetricPoint, MetricQuery, MetricResult } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { histogramOf } from '../rollup/duration-buckets.js';
import { bucketRows, type BucketRow } from './bucket-rows.queries.js';
import { earlier, hourKey, isTime, keysOf, type Days } from './calendar-days.js';
import { figureOf, NOTHING, spreadOf, sumOf, type Sum } from './figure-of-points.js';
import { labelsOf, publicKey } from './dimension-labels.queries.js';
import { gaugeRows } from './compute-gauge.js';
import { resolveQuery, type ResolvedQuery } from './resolve-query.js';
import { metrics } from '../metrics/registry.js';

/**
 * Computes a metric for some days: the total, that of the period before where asked for, and the points of the chart. Throws as
 * `resolveQuery` does.
 */
export async function computeMetric(
  reader: Reader,
  who: Principal,
  { name, query, visible }: { name: MetricName; query: MetricQuery; visible?: Scope },
): Promise<MetricResult> {
  const resolved = await resolveQuery(reader, who, { name, query, visible });
  const { unit, figure } = metrics[name];
  const before = query.compare ? earlier(resolved, query.compare) : null;
  const [rows, previous] = await Promise.all([
    figure === 'gauge' ? gaugeRows(reader.query, resolved) : bucketRows(reader.query, resolved),
    before && computeTotal(reader, { ...resolved, ...before }),
  ]);
  const total = figure === 'gauge' ? lastGauge(rows, resolved) : sumOf(rows);
  return {
    metric: name,
    unit,
    from: resolved.from,
    to: resolved.to,
    timeZone: resolved.zone,
    total: figureOf(figure, total),
    previous: before && previous && { ...previous, ...before },
    ...(await pointsOf(reader, resolved, rows)),
    histogram: figure === 'median' ? histogramOf(spreadOf(total)) : [],
  };
}

/** The value of a gauge at the end of the period. */
function lastGauge(rows: readonly BucketRow[], { groupBy, from, to }: ResolvedQuery): Sum {
  if (!isTime(groupBy)) return sumOf(rows);
  const last = keysOf({ from, to }, groupBy).at(-1);
  return sumOf(rows.filter(({ key }) => key === last));
}

/** Computes the total alone, or that of one hour of the week. */
export async function computeTotal(
  reader: Reader,
  resolved: ResolvedQuery,
  hour: number | null = null,
): Promise<Figure> {
  const alone: ResolvedQuery = { ...resolved, groupBy: hour === null ? 'team' : 'hour', by: null };
  const { figure } = metrics[resolved.name];
  const rows = await (figure === 'gauge' ? gaugeRows : bucketRows)(reader.query, alone);
  return figureOf(figure, sumOf(hour === null ? rows : rows.filter(({ key }) => Number(key) === hour)));
}

async function pointsOf(
  reader: Reader,
  { name, groupBy, by, ...days }: ResolvedQuery,
  rows: readonly BucketRow[],
): Promise<Pick<MetricResult, 'points' | 'series'>> {
  const { figure } = metrics[name];
  const bySeries = Map.groupBy(rows, ({ series }) => series);
  const keys = keysIn({ name, groupBy, days, rows });
  const [labels, seriesLabels] = await Promise.all([
    labelsOf(reader.query, groupBy, keys),
    labelsOf(
      reader.query,
      by,
      [...bySeries.keys()].flatMap((key) => key ?? []),
    ),
  ]);
  const series = [...bySeries]
    .sort(([, a], [, b]) => figureOf(figure, sumOf(b)).count - figureOf(figure, sumOf(a)).count)
    .flatMap(([key]) =>
      key === null ? [] : [{ key: publicKey(key), label: seriesLabels.get(key) ?? null, own: key }],
    );
  const points = (by ? series.map(({ own }) => own) : [null]).flatMap((own) => {
    const byKey = new Map((bySeries.get(own) ?? []).map((row) => [row.key, row]));
    return keys.map((key) => ({
      key: groupBy === 'hour' ? hourKey(Number(key)) : publicKey(key),
      label: labels.get(key) ?? null,
      series: own && publicKey(own),
      ...figureOf(figure, byKey.get(key) ?? NOTHING),
    }));
  });
  return { points: points satisfies MetricPoint[], series: series.map(({ key, label }) => ({ key, label })) };
}

/** Every day, week, month or hour, also empty ones; of other dimensions the keys with points, the largest first. */
function keysIn({
  name,
  groupBy,
  days,
  rows,
}: {
  name: MetricName;
  groupBy: ResolvedQuery['groupBy'];
  days: Days;
  rows: readonly BucketRow[];
}): string[] {
  if (isTime(groupBy)) return keysOf(days, groupBy);
  if (groupBy === 'hour') return Array.from({ length: 7 * 24 }, (_, hour) => String(hour));
  const amounts = new Map<string, number>();
  for (const row of rows) amounts.set(row.key, (amounts.get(row.key) ?? 0) + figureOf(metrics[name].figure, row).count);
  return [...amounts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([key]) => key);
}
