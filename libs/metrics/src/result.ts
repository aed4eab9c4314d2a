import type { Principal } from '@guichet/access';
import type { Figure, MetricName, MetricPoint, MetricQuery, MetricResult } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { histogramOf } from './buckets.js';
import { cellsOf, type Cell } from './cells.queries.js';
import { earlier, hourKey, isTime, keysOf, type Days } from './days.js';
import { figureOf, NOTHING, spreadOf, sumOf, type Sum } from './figures.js';
import { labelsOf, told } from './labels.queries.js';
import { levelsOf } from './level.js';
import { questionOf, type Question } from './question.js';
import { metrics } from './registry.js';

/** One metric in some days: its number, the same for the days before where asked, and how it is made up. */
export async function metricResult(
  database: Database,
  who: Principal,
  name: MetricName,
  query: MetricQuery,
): Promise<MetricResult> {
  const question = await questionOf(database, who, name, query);
  const { unit, figure } = metrics[name];
  const before = query.compare ? earlier(question, query.compare) : null;
  const [cells, previous] = await Promise.all([
    figure === 'level' ? levelsOf(database.read, question) : cellsOf(database.read, question),
    before && totalOf(database, { ...question, ...before }),
  ]);
  const total = figure === 'level' ? lastOf(cells, question) : sumOf(cells);
  return {
    metric: name,
    unit,
    from: question.from,
    to: question.to,
    timeZone: question.zone,
    total: figureOf(figure, total),
    previous: before && previous && { ...previous, ...before },
    ...(await pointsOf(database, question, cells)),
    histogram: figure === 'median' ? histogramOf(spreadOf(total)) : [],
  };
}

/** Of a level: as it was at the end, whatever it was before. */
function lastOf(cells: readonly Cell[], { groupBy, from, to }: Question): Sum {
  if (!isTime(groupBy)) return sumOf(cells);
  const last = keysOf({ from, to }, groupBy).at(-1);
  return sumOf(cells.filter(({ key }) => key === last));
}

/** The number alone, or of one hour of the week alone. */
export async function totalOf(database: Database, question: Question, hour: number | null = null): Promise<Figure> {
  const alone: Question = { ...question, groupBy: hour === null ? 'team' : 'hour', by: null };
  const { figure } = metrics[question.name];
  const cells = await (figure === 'level' ? levelsOf : cellsOf)(database.read, alone);
  return figureOf(figure, sumOf(hour === null ? cells : cells.filter(({ key }) => Number(key) === hour)));
}

async function pointsOf(
  database: Database,
  { name, groupBy, by, ...days }: Question,
  cells: readonly Cell[],
): Promise<Pick<MetricResult, 'points' | 'series'>> {
  const { figure } = metrics[name];
  const bySeries = Map.groupBy(cells, ({ series }) => series);
  const keys = keysIn(name, groupBy, days, cells);
  const [labels, seriesLabels] = await Promise.all([
    labelsOf(database.read, groupBy, keys),
    labelsOf(
      database.read,
      by,
      [...bySeries.keys()].flatMap((key) => key ?? []),
    ),
  ]);
  const series = [...bySeries]
    .sort(([, a], [, b]) => figureOf(figure, sumOf(b)).count - figureOf(figure, sumOf(a)).count)
    .flatMap(([key]) => (key === null ? [] : [{ key: told(key), label: seriesLabels.get(key) ?? null, own: key }]));
  const points = (by ? series.map(({ own }) => own) : [null]).flatMap((own) => {
    const byKey = new Map((bySeries.get(own) ?? []).map((cell) => [cell.key, cell]));
    return keys.map((key) => ({
      key: groupBy === 'hour' ? hourKey(Number(key)) : told(key),
      label: labels.get(key) ?? null,
      series: own && told(own),
      ...figureOf(figure, byKey.get(key) ?? NOTHING),
    }));
  });
  return { points: points satisfies MetricPoint[], series: series.map(({ key, label }) => ({ key, label })) };
}

/** Every day, week, month or hour, with something in it or not; of the rest what there is, the most first. */
function keysIn(name: MetricName, groupBy: Question['groupBy'], days: Days, cells: readonly Cell[]): string[] {
  if (isTime(groupBy)) return keysOf(days, groupBy);
  if (groupBy === 'hour') return Array.from({ length: 7 * 24 }, (_, hour) => String(hour));
  const amounts = new Map<string, number>();
  for (const cell of cells)
    amounts.set(cell.key, (amounts.get(cell.key) ?? 0) + figureOf(metrics[name].figure, cell).count);
  return [...amounts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([key]) => key);
}
