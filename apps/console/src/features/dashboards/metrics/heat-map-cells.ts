import type { MetricPoint } from '@guichet/contracts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const keyOf = (weekday: string, hour: number) => `${weekday}-${String(hour).padStart(2, '0')}`;

/**
 * Returns values by weekday and hour, and the busiest hour and weekday over all of them, since one cell may be chance.
 */
export function heatOf(points: readonly Pick<MetricPoint, 'key' | 'value'>[]) {
  const values = new Map(points.map(({ key, value }) => [key, value ?? 0]));
  const rows = weekdays.map((weekday) => ({
    weekday,
    values: Array.from({ length: 24 }, (_, hour) => values.get(keyOf(weekday, hour)) ?? 0),
  }));
  const most = Math.max(...rows.flatMap((row) => row.values));
  const together = Array.from({ length: 24 }, (_, hour) => rows.reduce((sum, row) => sum + row.values[hour]!, 0));
  const days = rows.map(({ weekday, values }) => ({ weekday, value: values.reduce((sum, value) => sum + value, 0) }));
  const day = days.reduce((one, other) => (other.value > one.value ? other : one));
  const peak = Math.max(...together);
  return { rows, together, most, busiest: peak > 0 ? { hour: together.indexOf(peak), value: peak, day } : undefined };
}

/** Returns the cell to which an arrow key moves in a table of `rows` × 24; it stays at the edge. */
export function moved([row, hour]: readonly [number, number], key: string): [number, number] | undefined {
  const within = (value: number, end: number) => Math.max(0, Math.min(end, value));
  if (key === 'ArrowUp') return [within(row - 1, 6), hour];
  if (key === 'ArrowDown') return [within(row + 1, 6), hour];
  if (key === 'ArrowLeft') return [row, within(hour - 1, 23)];
  if (key === 'ArrowRight') return [row, within(hour + 1, 23)];
  if (key === 'Home') return [row, 0];
  if (key === 'End') return [row, 23];
  return undefined;
}
