import type { Figure, MetricResult } from '@guichet/contracts';

/** One line of a chart: a value for each key, in the order of the keys. */
export interface Line {
  key: string;
  label: string | null;
  values: (number | null)[];
}
export interface Lines {
  keys: string[];
  lines: Line[];
}

/** Key of what is left when only the largest are shown. */
export const OTHERS = 'others';

const at = (figures: ReadonlyMap<string, Figure>, key: string, pick: (figure: Figure) => number | null) => {
  const figure = figures.get(key);
  return figure ? pick(figure) : null;
};

/** The points of a result as lines: one by series, the largest first, or one alone (and another for nine in ten). */
export function linesOf({ points, series }: Pick<MetricResult, 'points' | 'series'>, distribution: boolean): Lines {
  const keys = [...new Set(points.map(({ key }) => key))];
  if (series.length === 0) {
    const figures = new Map(points.map((point) => [point.key, point]));
    const line = (key: string, pick: (figure: Figure) => number | null): Line => ({
      key,
      label: null,
      values: keys.map((one) => at(figures, one, pick)),
    });
    return {
      keys,
      lines: [line('value', ({ value }) => value), ...(distribution ? [line('p90', ({ p90 }) => p90)] : [])],
    };
  }
  const lines = series.map(({ key, label }) => {
    const figures = new Map(points.filter((point) => point.series === key).map((point) => [point.key, point]));
    return { key, label, values: keys.map((one) => at(figures, one, ({ value }) => value)) };
  });
  return { keys, lines: lines.toSorted((a, b) => sum(b.values) - sum(a.values)) };
}

export const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0);

/** The first `count` lines, and one for all the others together. Only of what can be added up. */
export function largest({ keys, lines }: Lines, count: number): Lines {
  if (lines.length <= count + 1) return { keys, lines };
  const rest = lines.slice(count);
  const values = keys.map((_, index) => sum(rest.map((line) => line.values[index] ?? null)));
  return { keys, lines: [...lines.slice(0, count), { key: OTHERS, label: null, values }] };
}

/** Where a line is lowest and highest, as indices. Undefined where it has no value at all. */
export function extremes(values: readonly (number | null)[]) {
  let [low, high] = [-1, -1];
  values.forEach((value, index) => {
    if (value === null) return;
    if (low < 0 || value < values[low]!) low = index;
    if (high < 0 || value > values[high]!) high = index;
  });
  return low < 0 ? undefined : { low, high };
}

/**
 * Places on a line as near to those that are wanted as they can be, and at least `gap` apart, between 0 and `end`. In the
 * order of what was given.
 */
export function spread(wanted: readonly number[], gap: number, end: number): number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => wanted[a]! - wanted[b]!);
  const placed = wanted.slice();
  let least = 0;
  for (const index of order) {
    placed[index] = Math.max(placed[index]!, least);
    least = placed[index] + gap;
  }
  let most = end;
  for (const index of order.toReversed()) {
    placed[index] = Math.max(0, Math.min(placed[index]!, most));
    most = placed[index] - gap;
  }
  return placed;
}
