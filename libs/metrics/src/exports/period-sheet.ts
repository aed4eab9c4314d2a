import { isWithinMetricError, metricChange, type Language, type MetricQuery } from '@guichet/contracts';
import { isTime } from '../query/calendar-days.js';
import type { CellType, Column } from './export-table.js';
import { words } from './export-texts.js';
import { figureColumns, seriesColumn } from './figure-columns.js';
import { asSeries, splitOf, type FigureRow } from './figure-rows.js';

/** A figure of the period beside that of the period that it is compared with. */
export interface ComparedRow extends FigureRow {
  before?: FigureRow | undefined;
}

const keyOf = ({ metric, series }: FigureRow): string => `${metric} ${series ?? ''}`;

/** Points that are not days are figures of the whole period, too. */
export const arePointsOfPeriod = ({ groupBy, by }: MetricQuery): boolean =>
  !isTime(groupBy) && groupBy !== 'hour' && !by;

/** Returns one row for each figure of the whole period, with that of the compared period: the total of each metric, then its parts. */
export function periodRows(rows: readonly FigureRow[], query: MetricQuery): ComparedRow[] {
  const placed = arePointsOfPeriod(query)
    ? rows.map((row) => (row.key === null ? row : { ...row, ...asSeries(row) }))
    : rows;
  const now = placed.filter((row) => row.rows === 'whole' || (row.rows === 'part' && arePointsOfPeriod(query)));
  const before = new Map(placed.filter((row) => row.rows === 'before').map((row) => [keyOf(row), row]));
  const seen = new Set(now.map(keyOf));
  const gone = [...before].filter(([key]) => !seen.has(key)).map(([, row]) => row);
  const totals = new Map(now.filter(({ series }) => series === null).map((row) => [row.metric, row]));
  return [...totals.values()].flatMap((total) => {
    const { from, to } = total;
    const earlier = before.get(keyOf(total));
    return [
      { ...total, before: earlier },
      ...now
        .filter(({ metric, series }) => metric === total.metric && series !== null)
        .map((row) => ({ ...row, before: before.get(keyOf(row)) ?? (earlier && nothing(row, earlier)) })),
      // What came by a channel in the compared period alone is shown as well: its figure is now none.
      ...gone
        .filter(({ metric }) => metric === total.metric)
        .map((row) => ({ ...nothing(row, { from, to }), before: row })),
    ];
  });
}

/** The figure of a part in a period in which there was nothing of it. */
const nothing = (row: FigureRow, { from, to }: Pick<FigureRow, 'from' | 'to'>): FigureRow => ({
  ...{ ...row, from, to },
  ...{ value: row.unit === 'count' ? 0 : null, count: 0, p90: null },
});

const isNew = ({ value, unit, before }: ComparedRow): boolean => unit === 'count' && !before?.value && (value ?? 0) > 0;

/** The change as the screen says it: of a share in points, of a median that may be the same in words. */
function changeColumn(language: Language): Column<ComparedRow> {
  const { column, aboutTheSame, isNew: newText } = words[language];
  const saidInWords = (row: ComparedRow): string | null => {
    if (!row.before) return null;
    return isWithinMetricError(row, row.before) ? aboutTheSame : isNew(row) ? newText : null;
  };
  return {
    heading: column.change,
    type: (row): CellType => (saidInWords(row) !== null ? 'text' : row.unit === 'share' ? 'points' : 'change'),
    of: (row) => saidInWords(row) ?? (row.before && metricChange(row.value, row.before.value, row.unit)?.by) ?? null,
  };
}

/** The columns of the figures of a period: what is counted, the figure with its unit, and what it is compared with. */
export function periodColumns(language: Language, query: MetricQuery): Column<ComparedRow>[] {
  const { metric, value, unit, p90, count, from, to } = figureColumns(language);
  const { column, total } = words[language];
  const split = splitOf(query);
  const compared: Column<ComparedRow>[] = [
    { ...value, heading: column.valueBefore, of: ({ before }) => before?.value ?? null },
    changeColumn(language),
  ];
  const comparedDays: Column<ComparedRow>[] = [
    { ...from, heading: column.fromBefore, of: ({ before }) => before?.from ?? null },
    { ...to, heading: column.toBefore, of: ({ before }) => before?.to ?? null },
  ];
  return [
    metric,
    ...(split ? [seriesColumn(split, language, total)] : []),
    ...[value, unit],
    ...(query.compare ? compared : []),
    ...[p90, count, from, to],
    ...(query.compare ? comparedDays : []),
  ];
}
