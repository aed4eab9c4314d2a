import { AGENT_DIMENSIONS, type Metric } from './metric.js';

export const firstResponseWorked: Metric = {
  unit: 'seconds',
  definition:
    'The time to the first answer in opening hours of the team, as its SLA timer counted it; counted on the day of the answer.',
  groups: AGENT_DIMENSIONS,
  better: 'less',
  figure: 'median',
  source: {
    points: `select k.case_id, k.ended_at as at, s.channel, s.replied_by_id as agent_id, k.elapsed_seconds as value
      from case_facts s join sla_timer k on k.case_id = s.id where k.kind = 'first-response' and k.state = 'done'`,
  },
};
