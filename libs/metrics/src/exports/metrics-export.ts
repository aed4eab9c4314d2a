import { exportedScope, type Principal, type Scope } from '@guichet/access';
import {
  ChannelKind,
  MetricName,
  type Language,
  type MetricGroup,
  type MetricPoint,
  type MetricQuery,
  type MetricResult,
  type MetricsExport,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { isTime, type Days } from '../query/calendar-days.js';
import { metrics } from '../metrics/registry.js';
import { computeMetric } from '../query/compute-metric.js';
import type { CellType, Column, Sheet } from './export-table.js';
import { words } from './export-texts.js';

interface Row extends Omit<MetricPoint, 'key'>, Pick<MetricResult, 'metric' | 'unit' | 'from' | 'to'> {
  /** Of the whole period, of the one that it is compared with, or of a part of it. */
  rows: 'whole' | 'before' | 'part';
  /** The point of the grouping; null of a total. */
  key: string | null;
  seriesLabel: string | null;
}

interface PointsAsked {
  names: readonly MetricName[];
  query: MetricQuery;
  language: Language;
  /** Of whose cases; all whose figures the reader may see. */
  visible?: Scope;
}

/** One row per point of each metric, of the teams whose figures the reader may see and export. */
export async function metricsSheet(reader: Reader, who: Principal, query: MetricsExport): Promise<Sheet<Row>> {
  const { metrics: list, language, format: _, ...asked } = query;
  const names = list.split(',').map((name) => MetricName.safeParse(name.trim()));
  if (!names.every((name) => name.success))
    throw wrongField('metrics', 'not-one-of', { values: MetricName.options.join(', ') });
  return pointsSheet(reader, who, {
    ...{ names: [...new Set(names.map(({ data }) => data))], query: asked, language },
    visible: exportedScope(who, 'metrics.read'),
  });
}

/**
 * Returns a sheet with the values of these metrics in a period: for each first what the screen shows of the whole period and of the
 * one that it is compared with, then the points. Metrics without this grouping are left out, unless there are no others.
 */
export async function pointsSheet(
  reader: Reader,
  who: Principal,
  { names, query, language, visible }: PointsAsked,
): Promise<Sheet<Row>> {
  const grouped = names.filter((name) => metrics[name].groups.includes(query.groupBy));
  const rows: Row[] = [];
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
  const { figures: name, metric } = words[language];
  const what = names.length === 1 ? metric[names[0]!] : name;
  return { name, file: `${what} ${period}`, columns: columnsIn(language, query), rows, language, zone };
}

/** The total of the period, and that of the one that it is compared with. */
function totalsOf({ metric, unit, from, to, total, previous }: MetricResult): Row[] {
  const shared = { metric, unit, key: null, label: null, series: null, seriesLabel: null };
  return [
    { ...shared, rows: 'whole', from, to, ...total },
    ...(previous ? [{ ...shared, rows: 'before' as const, ...previous }] : []),
  ];
}

const pointsOf = ({ metric, unit, from, to, points, series }: MetricResult): Row[] => {
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
): Promise<Row[]> {
  const { metric: name, from, to, previous } = result;
  const split = isTime(query.groupBy) ? query.by : query.groupBy;
  if (!split || split === 'hour' || (!isTime(query.groupBy) && query.by)) return [];
  const of = async (days: Days, rows: Row['rows']): Promise<Row[]> => {
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

const asSeries = ({ key, label }: Row) => ({ key: null, label: null, series: key, seriesLabel: label ?? key });

function columnsIn(language: Language, { groupBy, by }: Pick<MetricQuery, 'groupBy' | 'by'>): Column<Row>[] {
  const { column, metric, group, rows } = words[language];
  const measure = ({ unit }: Row): CellType =>
    ({ count: 'integer', seconds: 'duration', share: 'share', ratio: 'decimal' } as const)[unit];
  return [
    { heading: column.metric, type: 'text', of: (row) => metric[row.metric] },
    { heading: column.rows, type: 'text', of: (row) => rows[row.rows] },
    { heading: column.from, type: 'day', of: ({ from }) => from },
    { heading: column.to, type: 'day', of: ({ to }) => to },
    {
      heading: group[groupBy],
      type: isTime(groupBy) ? 'day' : 'text',
      of: ({ key, label }) => label ?? (key === null ? null : named(key, groupBy, language)),
    },
    ...(by
      ? [
          {
            heading: group[by],
            type: 'text' as const,
            of: ({ series, seriesLabel }: Row) =>
              series === null || seriesLabel !== series ? seriesLabel : named(series, by, language),
          },
        ]
      : []),
    { heading: column.value, type: measure, of: ({ value }) => value },
    { heading: column.p90, type: 'duration', of: ({ p90 }) => p90 },
    { heading: column.count, type: 'integer', of: ({ count }) => count },
  ];
}

/** Returns the label of a key that has no name of its own. */
function named(key: string, group: MetricGroup, language: Language): string {
  const { none, channel, weekdays } = words[language];
  if (key === 'none') return none;
  const kind = ChannelKind.safeParse(key);
  if (group === 'channel' && kind.success) return channel[kind.data];
  if (group !== 'hour') return key;
  const [weekday, hour] = key.split('-') as [string, string];
  return `${weekdays[weekday]} ${hour}:00`;
}
