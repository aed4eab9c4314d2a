import { AGENT_DIMENSIONS, type Metric } from './metric.js';

export const resolutionWorked: Metric = {
  unit: 'seconds',
  definition:
    'The time to the end of a case in opening hours of the team, without the time in which we waited for the citizen, as its SLA timer counted it; counted on the day of the end.',
  groups: AGENT_DIMENSIONS,
  better: 'less',
  figure: 'median',
  source: {
    points: `select k.case_id, k.ended_at as at, s.channel, s.closed_by_id as agent_id, k.elapsed_seconds as value
      from case_facts s join sla_timer k on k.case_id = s.id where k.kind = 'resolution' and k.state = 'done'`,
  },
};
