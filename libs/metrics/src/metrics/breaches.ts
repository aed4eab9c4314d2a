import { MATTER, type Metric } from '../metric.js';

export const breaches: Metric = {
  unit: 'count',
  definition: 'Targets that were missed, on the day when their time ran out; one case may miss several.',
  groups: MATTER,
  better: 'less',
  figure: 'lack',
  source: { of: 'on-time' },
};
