import type { MetricName } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { metricsQuery } from '../dashboard-queries.js';

/** Which way of a metric is good. */
export function useGoodDirection(metric: MetricName) {
  const { data: metrics } = useQuery(metricsQuery);
  return metrics?.find(({ name }) => name === metric)?.better ?? null;
}
