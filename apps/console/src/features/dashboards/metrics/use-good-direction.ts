import type { MetricName } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { metricsQuery } from '../dashboard-queries.js';

/** Returns whether more or less of a metric is better. */
export function useGoodDirection(metric: MetricName) {
  const { data: metrics } = useQuery(metricsQuery);
  return metrics?.find(({ name }) => name === metric)?.better ?? null;
}
