import { exportedScope, type Principal } from '@guichet/access';
import { MetricName, type Language, type MetricQuery, type MetricsExport } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { isTime } from '../query/calendar-days.js';
import type { Column, Sheet } from './export-table.js';
import { words } from './export-texts.js';
import { figureColumns, pointColumn, seriesColumn } from './figure-columns.js';
import { figureRows, splitOf, type FigureRow, type FiguresAsked } from './figure-rows.js';
import { arePointsOfPeriod, periodColumns, periodRows, type ComparedRow } from './period-sheet.js';

/** What a request asks for, of the teams whose figures the reader may see and export. Throws `invalid-request` for an unknown metric. */
function askedBy(who: Principal, { metrics: list, language, format: _, ...query }: MetricsExport) {
  const names = list.split(',').map((name) => MetricName.safeParse(name.trim()));
  if (!names.every((name) => name.success))
    throw wrongField('metrics', 'not-one-of', { values: MetricName.options.join(', ') });
  const visible = exportedScope(who, 'metrics.read');
  return { names: [...new Set(names.map(({ data }) => data))], query, language, visible };
}

/** One table of all figures: of each metric those of the period and of the compared one, then one row per point. */
export async function metricsSheet(reader: Reader, who: Principal, query: MetricsExport): Promise<Sheet<FigureRow>> {
  const asked = askedBy(who, query);
  const { rows, zone, period } = await figureRows(reader, who, asked);
  return {
    ...{ name: words[asked.language].figures, file: fileOf(asked, period) },
    ...{ columns: columnsIn(asked.language, asked.query), rows, language: asked.language, zone },
  };
}

/** The same as a workbook: a sheet with the figures of the period as the screen shows them, then one with the points. */
export const metricsWorkbook = (reader: Reader, who: Principal, query: MetricsExport): Promise<Sheet<ComparedRow>[]> =>
  pointsWorkbook(reader, who, askedBy(who, query));

/** The sheets of the format that is asked for: CSV holds one table of all figures, a workbook several. */
export const metricsSheets = async (
  reader: Reader,
  who: Principal,
  query: MetricsExport,
): Promise<Sheet<FigureRow>[] | Sheet<ComparedRow>[]> =>
  query.format === 'csv' ? [await metricsSheet(reader, who, query)] : metricsWorkbook(reader, who, query);

/** Returns the sheets of a workbook with the figures of these metrics. */
export async function pointsWorkbook(
  reader: Reader,
  who: Principal,
  asked: FiguresAsked & { language: Language },
): Promise<Sheet<ComparedRow>[]> {
  const { query, language } = asked;
  const { rows, zone, period } = await figureRows(reader, who, asked);
  const { sheet } = words[language];
  const shared = { file: fileOf(asked, period), language, zone };
  const overall = {
    ...shared,
    name: sheet.period,
    columns: periodColumns(language, query),
    rows: periodRows(rows, query),
  };
  if (arePointsOfPeriod(query)) return [overall];
  const parts = rows.filter((row) => row.rows === 'part');
  const name = isTime(query.groupBy) ? sheet[query.groupBy] : sheet.part;
  return [overall, { ...shared, name, columns: partColumns(language, query), rows: parts }];
}

function fileOf({ names, language }: { names: readonly MetricName[]; language: Language }, period: string): string {
  const { figures, metric } = words[language];
  return `${names.length === 1 ? metric[names[0]!] : figures} ${period}`;
}

function columnsIn(language: Language, query: MetricQuery): Column<FigureRow>[] {
  const { metric, rows, from, to, value, p90, count } = figureColumns(language);
  const series = query.by ?? (isTime(query.groupBy) ? splitOf(query) : undefined);
  return [
    ...[metric, rows, from, to, pointColumn(query.groupBy, language)],
    ...(series ? [seriesColumn(series, language)] : []),
    ...[value, p90, count],
  ];
}

function partColumns(language: Language, { groupBy, by }: MetricQuery): Column<FigureRow>[] {
  const { metric, value, unit, p90, count } = figureColumns(language);
  return [
    ...[metric, pointColumn(groupBy, language)],
    ...(by ? [seriesColumn(by, language)] : []),
    ...[value, unit, p90, count],
  ];
}
