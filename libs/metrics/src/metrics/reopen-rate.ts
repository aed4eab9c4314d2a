import { DEED, type Metric } from '../metric.js';

export const reopenRate: Metric = {
  unit: 'share',
  definition: 'Share of the closings of these days after which the case has come back by now.',
  groups: DEED,
  better: 'less',
  figure: 'share',
  source: {
    points: `select t.case_id, t.at, s.channel, t.agent_id, (t.back_at is not null)::int as value
      from turns t join story s on s.id = t.case_id where t.closes`,
  },
};
