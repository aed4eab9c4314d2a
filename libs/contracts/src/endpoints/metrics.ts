import { defineEndpoints } from '../define-endpoints.js';
import {
  Ageing,
  MetricCases,
  MetricCasesQuery,
  MetricInfo,
  MetricName,
  MetricQuery,
  MetricResult,
} from '../metrics.js';
import { page, WholeListQuery } from '../primitives.js';
import { z } from 'zod';

export const ofMetric = z.object({ name: MetricName });

/** Metrics, and the cases behind them. */
export const metricEndpoints = defineEndpoints({
  listMetrics: {
    ...{ method: 'GET', path: '/metrics', tag: 'metrics', summary: 'Every dashboard metric, with its unit' },
    ...{ query: WholeListQuery, response: page(MetricInfo), status: 200, scope: 'signed-in', errors: [] },
  },
  getAgeing: {
    ...{ method: 'GET', path: '/metrics/ageing', tag: 'metrics', summary: 'How old open cases are' },
    ...{ response: Ageing, status: 200, scope: 'metrics.read', errors: [] },
  },
  getMetric: {
    ...{
      method: 'GET',
      path: '/metrics/:name',
      tag: 'metrics',
      summary: 'One figure of a dashboard, by day, team, channel…',
    },
    ...{
      params: ofMetric,
      query: MetricQuery,
      response: MetricResult,
      status: 200,
      scope: 'metrics.read',
      errors: ['not-found'],
    },
  },
  listMetricCases: {
    ...{ method: 'GET', path: '/metrics/:name/cases', tag: 'metrics', summary: 'The cases behind a figure' },
    ...{ params: ofMetric, query: MetricCasesQuery, response: MetricCases, status: 200, scope: 'metrics.read' },
    errors: ['not-found'],
  },
});
