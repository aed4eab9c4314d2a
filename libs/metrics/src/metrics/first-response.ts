import { AGENT_DIMENSIONS, type Metric } from './metric.js';

export const firstResponse: Metric = {
  unit: 'seconds',
  definition:
    'From the first word of the citizen, or the opening, to the first answer of an agent that left, nights and weekends included; counted on the day of the answer.',
  groups: AGENT_DIMENSIONS,
  better: 'less',
  figure: 'median',
  source: {
    points: `select id as case_id, replied_at as at, channel, replied_by_id as agent_id,
        extract(epoch from replied_at - began_at)::bigint as value
      from case_facts where replied_at is not null`,
  },
};
