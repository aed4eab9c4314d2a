import { CASE_DIMENSIONS, type Metric } from './metric.js';

/** Value: whether it was kept. */
export const onTime: Metric = {
  unit: 'share',
  definition:
    'Share of the targets that were kept, of those that were done or missed; counted on the day when it was done, or missed.',
  groups: CASE_DIMENSIONS,
  better: 'more',
  figure: 'share',
  source: {
    points: `select k.case_id, coalesce(k.breached_at, k.ended_at) as at, s.channel, null::uuid as agent_id, (k.breached_at is null)::int as value
      from case_facts s join sla_timer k on k.case_id = s.id where k.breached_at is not null or k.state = 'done'`,
  },
};
