import { AGENT_DIMENSIONS, type Metric } from './metric.js';

export const reopenRate: Metric = {
  unit: 'share',
  definition: 'Share of the closings of these days after which the case has come back by now.',
  groups: AGENT_DIMENSIONS,
  better: 'less',
  figure: 'share',
  source: {
    points: `select t.case_id, t.at, s.channel, t.agent_id, (t.reopened_at is not null)::int as value
      from status_changes t join case_facts s on s.id = t.case_id where t.closes`,
  },
};
