import type { MetricName } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { metricsQuery } from './queries.js';

/** Which way of a metric is good. */
export function useBetter(metric: MetricName) {
  const { data: metrics } = useQuery(metricsQuery);
  return metrics?.find(({ name }) => name === metric)?.better ?? null;
}
