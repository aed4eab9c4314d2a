import { AGENT_DIMENSIONS, type Metric } from './metric.js';

export const channelSwitches: Metric = {
  unit: 'count',
  definition:
    'Closed cases in which the citizen wrote or called by more than one channel; counted on the day of the last closing.',
  groups: AGENT_DIMENSIONS,
  better: 'less',
  figure: 'count',
  source: {
    points: `select t.case_id, t.at, s.channel, t.agent_id, 1 as value
      from status_changes t join case_facts s on s.id = t.case_id
      where t.closes and t.reopened_at is null and s.channels > 1`,
  },
};
