import { cellsOf, type Cell } from './cells.queries.js';
import { addDays, isTime, keysOf } from './days.js';
import type { Question } from './question.js';

type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** Before everything that was ever counted. */
const BEGINNING = '1970-01-01';

/**
 * A level at the end of each day, week or month, or of the last day for what is grouped otherwise: all that came in, less
 * all that went out, since the beginning. Months of the past are a few rows each.
 */
export async function levelsOf(query: Query, question: Question): Promise<Cell[]> {
  const { groupBy, by, from, to } = question;
  if (!isTime(groupBy)) return cellsOf(query, { ...question, from: BEGINNING, to });
  const past = { ...question, from: BEGINNING, to: addDays(from, -1), groupBy: by ?? 'team', by: null } as const;
  const [before, changes] = await Promise.all([cellsOf(query, past), cellsOf(query, question)]);
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
