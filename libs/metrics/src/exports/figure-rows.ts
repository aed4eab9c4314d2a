import type { Principal, Scope } from '@guichet/access';
import type { MetricName, MetricPoint, MetricQuery, MetricResult } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { metrics } from '../metrics/registry.js';
import { computeMetric } from '../query/compute-metric.js';
import { isTime, type Days } from '../query/calendar-days.js';

/** A figure of a metric as a row of an export. */
export interface FigureRow extends Omit<MetricPoint, 'key'>, Pick<MetricResult, 'metric' | 'unit' | 'from' | 'to'> {
  /** Of the whole period, of the one that it is compared with, or of a part of it. */
  rows: 'whole' | 'before' | 'part';
  /** The point of the grouping; null of a total. */
  key: string | null;
  seriesLabel: string | null;
}

export interface FiguresAsked {
  names: readonly MetricName[];
  query: MetricQuery;
  /** Of whose cases; all whose figures the reader may see. */
  visible?: Scope;
}

/** By what the figures of the whole period are divided: by channel where nothing else was asked for, as on the screen. */
export function splitOf({ groupBy, by, channel }: MetricQuery): NonNullable<MetricQuery['by']> | undefined {
  if (isTime(groupBy)) return by ?? (channel ? undefined : 'channel');
  return by || groupBy === 'hour' ? undefined : groupBy;
}

/**
 * Returns the figures of these metrics in a period: for each first what the screen shows of the whole period and of the one that it is
 * compared with, then the points. Metrics without this grouping are left out, unless there are no others.
 */
export async function figureRows(reader: Reader, who: Principal, { names, query, visible }: FiguresAsked) {
  const grouped = names.filter((name) => metrics[name].groups.includes(query.groupBy));
  const rows: FigureRow[] = [];
  let zone = '';
  let period = '';
  for (const name of grouped.length > 0 ? grouped : names) {
    const result = await computeMetric(reader, who, { name, query, visible });
    const { from, to, timeZone } = result;
    rows.push(
      ...totalsOf(result),
      ...(await breakdownOf(reader, who, { result, query, visible })),
      ...pointsOf(result),
    );
    zone = timeZone;
    period = from === to ? from : `${from} ${to}`;
  }
  return { rows, zone, period };
}

/** The total of the period, and that of the one that it is compared with. */
function totalsOf({ metric, unit, from, to, total, previous }: MetricResult): FigureRow[] {
  const shared = { metric, unit, key: null, label: null, series: null, seriesLabel: null };
  return [
    { ...shared, rows: 'whole', from, to, ...total },
    ...(previous ? [{ ...shared, rows: 'before' as const, ...previous }] : []),
  ];
}

const pointsOf = ({ metric, unit, from, to, points, series }: MetricResult): FigureRow[] => {
  const labels = new Map(series.map(({ key, label }) => [key, label]));
  return points.map((point) => ({
    ...{ metric, unit, from, to, rows: 'part' as const },
    ...point,
    seriesLabel: (point.series && labels.get(point.series)) ?? point.series,
  }));
};

/**
 * The figures of the whole period and of the one that it is compared with by channel, team, case type or agent, which cannot be
 * computed from those of its days: a median is no sum of medians.
 */
async function breakdownOf(
  reader: Reader,
  who: Principal,
  { result, query, visible }: { result: MetricResult; query: MetricQuery; visible: Scope | undefined },
): Promise<FigureRow[]> {
  const { metric: name, from, to, previous } = result;
  const split = splitOf(query);
  if (!split) return [];
  const of = async (days: Days, rows: FigureRow['rows']): Promise<FigureRow[]> => {
    const whole = { ...query, ...days, groupBy: split, by: undefined, compare: undefined };
    const points = pointsOf(await computeMetric(reader, who, { name, query: whole, visible }));
    return points.map((row) => ({ ...row, rows, ...(isTime(query.groupBy) && asSeries(row)) }));
  };
  return [
    // The points of a grouping other than by time are those of the whole period already.
    ...(isTime(query.groupBy) ? await of({ from, to }, 'whole') : []),
    ...(previous ? await of(previous, 'before') : []),
  ];
}

/** Returns the key of a row in the columns of its series: the column of days has no channels. */
export const asSeries = ({ key, label }: Pick<FigureRow, 'key' | 'label'>) => ({
  ...{ key: null, label: null },
  ...{ series: key, seriesLabel: label ?? key },
});
