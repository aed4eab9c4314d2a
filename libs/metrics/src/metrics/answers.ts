import { DEED, type Metric } from '../metric.js';

/** Value: whether it was made from a template. */
export const answers: Metric = {
  unit: 'count',
  definition:
    'Answers of agents that have left, at the time when they left, by the channel they left by; what was taken back, stopped or failed is not counted.',
  groups: DEED,
  better: null,
  figure: 'count',
  source: {
    points: `select case_id, at, channel, agent_id, templated::int as value from said where direction = 'out'`,
  },
};
