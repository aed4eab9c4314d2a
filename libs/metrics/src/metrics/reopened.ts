import { DEED, type Metric } from '../metric.js';

export const reopened: Metric = {
  unit: 'count',
  definition:
    'Cases that came back after they were closed, each time, at the time when they came back; with an agent: who had closed it.',
  groups: DEED,
  better: 'less',
  figure: 'count',
  source: {
    points: `select t.case_id, t.at, s.channel, t.closer_id as agent_id, 1 as value
      from turns t join story s on s.id = t.case_id where not t.closes`,
  },
};
