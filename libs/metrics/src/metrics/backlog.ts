import { CASE_DIMENSIONS, type Metric } from './metric.js';

export const backlog: Metric = {
  unit: 'count',
  definition: 'Cases that were opened and not closed at the end of the day, or by now.',
  groups: CASE_DIMENSIONS,
  better: 'less',
  figure: 'gauge',
  source: { plus: ['opened', 'reopened'], minus: ['closed'] },
};
