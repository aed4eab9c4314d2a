import { AGENT_DIMENSIONS, type Metric } from './metric.js';

/** Value: contacts until then. */
export const closed: Metric = {
  unit: 'count',
  definition:
    'Closings of cases, each time that one is closed and that is not taken back, by the channel the case came by and who closed it.',
  groups: AGENT_DIMENSIONS,
  better: null,
  figure: 'count',
  source: {
    points: `select t.case_id, t.at, s.channel, t.agent_id, count(i.case_id) as value
      from status_changes t join case_facts s on s.id = t.case_id left join messages i on i.case_id = t.case_id and i.direction = 'in' and i.at <= t.at
      where t.closes group by t.case_id, t.position, t.at, s.channel, t.agent_id`,
  },
};
