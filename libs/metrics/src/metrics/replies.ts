import { AGENT_DIMENSIONS, type Metric } from './metric.js';

/** Value: whether it was made from a template. */
export const replies: Metric = {
  unit: 'count',
  definition:
    'Answers of agents that have left, at the time when they left, by the channel they left by; what was taken back, stopped or failed is not counted.',
  groups: AGENT_DIMENSIONS,
  better: null,
  figure: 'count',
  source: {
    points: `select case_id, at, channel, agent_id, templated::int as value from messages where direction = 'out'`,
  },
};
