import { DEED, type Metric } from '../metric.js';

export const resolutionWorked: Metric = {
  unit: 'seconds',
  definition:
    'The time to the end of a case in opening hours of the team, without the time in which we waited for the citizen, as the clock of its target counted it; counted on the day of the end.',
  groups: DEED,
  better: 'less',
  figure: 'median',
  source: {
    points: `select k.case_id, k.ended_at as at, s.channel, s.closer_id as agent_id, k.elapsed_seconds as value
      from story s join case_clock k on k.case_id = s.id where k.clock = 'resolution' and k.state = 'done'`,
  },
};
