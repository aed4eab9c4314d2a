import { DEED, type Metric } from '../metric.js';

export const resolution: Metric = {
  unit: 'seconds',
  definition:
    'From the first word of the citizen, or the opening, to the last closing of a case that is closed, nights and weekends included; counted on the day of the closing.',
  groups: DEED,
  better: 'less',
  figure: 'median',
  source: {
    points: `select t.case_id, t.at, s.channel, t.agent_id, greatest(0, extract(epoch from t.at - s.began_at))::bigint as value
      from turns t join story s on s.id = t.case_id where t.closes and t.back_at is null`,
  },
};
