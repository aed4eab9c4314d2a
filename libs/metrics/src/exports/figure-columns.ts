import { ChannelKind, type Language, type MetricGroup, type MetricQuery, type MetricUnit } from '@guichet/contracts';
import { isTime } from '../query/calendar-days.js';
import type { CellType, Column } from './export-table.js';
import { words } from './export-texts.js';
import type { FigureRow } from './figure-rows.js';

export const cellTypeOfUnit: Record<MetricUnit, CellType> = {
  count: 'integer',
  seconds: 'duration',
  share: 'share',
  ratio: 'decimal',
};

const measure = ({ unit }: FigureRow): CellType => cellTypeOfUnit[unit];

/** The columns of figures, each under its name: the same in every table that has it. */
export function figureColumns(language: Language) {
  const { column, metric, rows, unit } = words[language];
  return {
    metric: { heading: column.metric, type: 'text', of: (row) => metric[row.metric] },
    rows: { heading: column.rows, type: 'text', of: (row) => rows[row.rows] },
    from: { heading: column.from, type: 'day', of: ({ from }) => from },
    to: { heading: column.to, type: 'day', of: ({ to }) => to },
    value: { heading: column.value, type: measure, of: ({ value }) => value },
    unit: { heading: column.unit, type: 'text', of: (row) => unit[row.unit] },
    p90: { heading: column.p90, type: 'duration', of: ({ p90 }) => p90 },
    count: { heading: column.count, type: 'integer', of: ({ count }) => count },
  } satisfies Record<string, Column<FigureRow>>;
}

/** The column of the points: the day, or what else the figures are grouped by. */
export const pointColumn = (groupBy: MetricGroup, language: Language): Column<FigureRow> => ({
  heading: words[language].group[groupBy],
  type: isTime(groupBy) ? 'day' : 'text',
  of: ({ key, label }) => label ?? (key === null ? null : named(key, groupBy, language)),
});

/** The column of what the points are divided by; `total`: what stands there in the row of all together. */
export const seriesColumn = (
  by: NonNullable<MetricQuery['by']>,
  language: Language,
  total: string | null = null,
): Column<FigureRow> => ({
  heading: words[language].group[by],
  type: 'text',
  of: ({ series, seriesLabel }) =>
    series === null ? total : seriesLabel !== series ? seriesLabel : named(series, by, language),
});

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
