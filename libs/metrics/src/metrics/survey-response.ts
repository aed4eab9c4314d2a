import { CASE_DIMENSIONS, type Metric } from './metric.js';

export const surveyResponse: Metric = {
  unit: 'share',
  definition: 'Share of those who were asked how it went and have answered by now; on the day when they were asked.',
  groups: CASE_DIMENSIONS,
  better: 'more',
  figure: 'share',
  source: {
    rows: `select $day(sent_at) as day, team_id, channel, case_type_id, (responded_at is not null)::int as total
      from survey s where sent_at >= $from::timestamp at time zone $zone and sent_at < ($to::date + 1)::timestamp at time zone $zone
        and not exists (select from cases c where c.id = s.case_id and c.restricted_to is not null)`,
  },
};
