import { CASE_DIMENSIONS, type Metric } from './metric.js';

export const breaches: Metric = {
  unit: 'count',
  definition: 'Targets that were missed, on the day when their time ran out; one case may miss several.',
  groups: CASE_DIMENSIONS,
  better: 'less',
  figure: 'zeroCount',
  source: { of: 'on-time' },
};
