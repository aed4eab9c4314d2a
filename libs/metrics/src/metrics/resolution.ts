import { AGENT_DIMENSIONS, type Metric } from './metric.js';

export const resolution: Metric = {
  unit: 'seconds',
  definition:
    'From the first word of the citizen, or the opening, to the last closing of a case that is closed, nights and weekends included; counted on the day of the closing.',
  groups: AGENT_DIMENSIONS,
  better: 'less',
  figure: 'median',
  source: {
    points: `select t.case_id, t.at, s.channel, t.agent_id, greatest(0, extract(epoch from t.at - s.began_at))::bigint as value
      from status_changes t join case_facts s on s.id = t.case_id where t.closes and t.reopened_at is null`,
  },
};
