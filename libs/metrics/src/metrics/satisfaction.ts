import { CASE_DIMENSIONS, type Metric } from './metric.js';

export const satisfaction: Metric = {
  unit: 'share',
  definition:
    'Share of the answers to “how did it go?” that say it went well; on the day of the answer, with the team and the case type of then.',
  groups: CASE_DIMENSIONS,
  better: 'more',
  figure: 'share',
  source: {
    rows: `select day, team_id, channel, case_type_id, (score = 3)::int as total from survey_response where day between $from and $to`,
  },
};
