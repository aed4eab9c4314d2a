import { CASE_DIMENSIONS, type Metric } from './metric.js';

export const contacts: Metric = {
  unit: 'count',
  definition:
    'Messages, calls, visits and letters of citizens, at the time when they came, by the channel they came by; what machines send is not counted.',
  groups: [...CASE_DIMENSIONS, 'hour'],
  better: null,
  figure: 'count',
  source: {
    points: `select case_id, at, channel, null::uuid as agent_id, 1 as value from messages where direction = 'in'`,
    hours: true,
  },
};
