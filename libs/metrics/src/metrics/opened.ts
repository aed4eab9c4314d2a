import { CASE_DIMENSIONS, type Metric } from './metric.js';

export const opened: Metric = {
  unit: 'count',
  definition:
    'Cases opened, by the channel they came by; a case that was merged into another one counts with that one.',
  groups: CASE_DIMENSIONS,
  better: null,
  figure: 'count',
  source: {
    points: `select id as case_id, opened_at as at, channel, null::uuid as agent_id, 1 as value from case_facts where not is_imported`,
  },
};
