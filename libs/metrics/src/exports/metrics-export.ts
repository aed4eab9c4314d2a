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
import { isTime } from '../query/calendar-days.js';
import { metrics } from '../metrics/registry.js';
import { computeMetric } from '../query/compute-metric.js';
import type { CellType, Column, Sheet } from './export-table.js';
import { words } from './export-texts.js';

interface Row extends MetricPoint, Pick<MetricResult, 'metric' | 'unit' | 'from' | 'to'> {
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
 * Returns a sheet with the values of these metrics in a period. Metrics without this grouping are left out, unless
 * there are no others.
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
    const { metric, unit, from, to, points, series, timeZone } = await computeMetric(reader, who, {
      name,
      query,
      visible,
    });
    const labels = new Map(series.map(({ key, label }) => [key, label]));
    for (const point of points)
      rows.push({
        metric,
        unit,
        from,
        to,
        ...point,
        seriesLabel: (point.series && labels.get(point.series)) ?? point.series,
      });
    zone = timeZone;
    period = from === to ? from : `${from} ${to}`;
  }
  const { figures: name, metric } = words[language];
  const what = names.length === 1 ? metric[names[0]!] : name;
  return { name, file: `${what} ${period}`, columns: columnsIn(language, query), rows, language, zone };
}

function columnsIn(language: Language, { groupBy, by }: Pick<MetricQuery, 'groupBy' | 'by'>): Column<Row>[] {
  const { column, metric, group } = words[language];
  const measure = ({ unit }: Row): CellType =>
    ({ count: 'integer', seconds: 'duration', share: 'share', ratio: 'decimal' } as const)[unit];
  return [
    { heading: column.metric, type: 'text', of: (row) => metric[row.metric] },
    { heading: column.from, type: 'day', of: ({ from }) => from },
    { heading: column.to, type: 'day', of: ({ to }) => to },
    {
      heading: group[groupBy],
      type: isTime(groupBy) ? 'day' : 'text',
      of: ({ key, label }) => label ?? named(key, groupBy, language),
    },
    ...(by
      ? [
          {
            heading: group[by],
            type: 'text' as const,
            of: ({ series, seriesLabel }: Row) =>
              seriesLabel === series ? named(series ?? 'none', by, language) : seriesLabel,
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
