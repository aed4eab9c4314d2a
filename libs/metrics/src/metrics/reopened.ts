import { AGENT_DIMENSIONS, type Metric } from './metric.js';

export const reopened: Metric = {
  unit: 'count',
  definition:
    'Cases that came back after they were closed, each time, at the time when they came back; with an agent: who had closed it.',
  groups: AGENT_DIMENSIONS,
  better: 'less',
  figure: 'count',
  source: {
    points: `select t.case_id, t.at, s.channel, t.closed_by_id as agent_id, 1 as value
      from status_changes t join case_facts s on s.id = t.case_id where not t.closes`,
  },
};
