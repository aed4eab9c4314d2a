import { SpokenKind } from '@guichet/contracts';
import { AGENT_DIMENSIONS, type Metric } from './metric.js';

const SPOKEN = SpokenKind.options.map((kind) => `'${kind}'`).join(', ');

/**
 * Entries are compared by position and not by time, because a reply that is sent with the closing is sent a little
 * later than it is written.
 */
export const closedWithoutReply: Metric = {
  unit: 'count',
  definition:
    'Closings of cases in which the citizen had written and no agent had replied until then, neither in writing nor in person; by the channel the case came by and who closed it.',
  groups: AGENT_DIMENSIONS,
  better: 'less',
  figure: 'count',
  source: {
    points: `select t.case_id, t.at, s.channel, t.agent_id, 1 as value
      from status_changes t join case_facts s on s.id = t.case_id
      where t.closes and s.channels > 0 and not exists (
        select 1 from messages m where m.case_id = t.case_id and m.position < t.position
          and (m.direction = 'out' or m.channel in (${SPOKEN})))`,
  },
};
