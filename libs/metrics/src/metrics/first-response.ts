import { DEED, type Metric } from '../metric.js';

export const firstResponse: Metric = {
  unit: 'seconds',
  definition:
    'From the first word of the citizen, or the opening, to the first answer of an agent that left, nights and weekends included; counted on the day of the answer.',
  groups: DEED,
  better: 'less',
  figure: 'median',
  source: {
    points: `select id as case_id, answered_at as at, channel, answerer_id as agent_id,
        extract(epoch from answered_at - began_at)::bigint as value
      from story where answered_at is not null`,
  },
};
