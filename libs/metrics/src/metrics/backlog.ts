import { MATTER, type Metric } from '../metric.js';

export const backlog: Metric = {
  unit: 'count',
  definition: 'Cases that were opened and not closed at the end of the day, or by now.',
  groups: MATTER,
  better: 'less',
  figure: 'level',
  source: { plus: ['opened', 'reopened'], minus: ['closed'] },
};
