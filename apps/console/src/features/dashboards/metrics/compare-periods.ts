import { metricChange, type MetricChange, type MetricPoint, type MetricUnit } from '@guichet/contracts';

export interface ComparedPoint {
  key: string;
  label: string | null;
  now: Pick<MetricPoint, 'value' | 'count' | 'p90'>;
  before: Pick<MetricPoint, 'value' | 'count'> | undefined;
  change: MetricChange | undefined;
  /** How much more in its own unit; null where one of the two is not known. */
  more: number | null;
}

const nothing = { value: null, count: 0, p90: null };
const zero = { value: 0, count: 0, p90: null };

/** Joins the points of two periods by their key. A count without a point is zero. */
export function comparePeriods(
  now: readonly MetricPoint[],
  before: readonly MetricPoint[] | undefined,
  unit: MetricUnit,
): ComparedPoint[] {
  const missing = unit === 'count' ? zero : nothing;
  const points = new Map(now.map((point) => [point.key, point]));
  const earlier = new Map(before?.map((point) => [point.key, point]));
  return [...new Set([...points.keys(), ...earlier.keys()])].map((key) => {
    const [point, was] = [points.get(key), earlier.get(key)];
    const old = before && (was ?? missing);
    const values = [point?.value ?? missing.value, old?.value ?? null] as const;
    return {
      key,
      label: point?.label ?? was?.label ?? null,
      now: point ?? missing,
      before: old,
      change: metricChange(...values, unit),
      more: values[0] === null || values[1] === null ? null : values[0] - values[1],
    };
  });
}

/** Returns the point that grew most in absolute numbers; undefined where nothing grew. */
export const grewMost = (rows: readonly ComparedPoint[]) =>
  rows.filter(({ more }) => more !== null && more > 0).toSorted((a, b) => b.more! - a.more!)[0];
