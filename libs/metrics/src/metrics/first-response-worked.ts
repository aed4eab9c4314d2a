import { DEED, type Metric } from '../metric.js';

export const firstResponseWorked: Metric = {
  unit: 'seconds',
  definition:
    'The time to the first answer in opening hours of the team, as the clock of its target counted it; counted on the day of the answer.',
  groups: DEED,
  better: 'less',
  figure: 'median',
  source: {
    points: `select k.case_id, k.ended_at as at, s.channel, s.answerer_id as agent_id, k.elapsed_seconds as value
      from story s join case_clock k on k.case_id = s.id where k.clock = 'first-response' and k.state = 'done'`,
  },
};
