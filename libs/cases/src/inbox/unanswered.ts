import { SpokenKind } from '@guichet/contracts';

const SPOKEN = SpokenKind.options.map((kind) => `'${kind}'`).join(', ');
const IS_COUNTED = `not coalesce(m.data -> 'flags' ?| array['automatic', 'imported', 'survey-response'], false)`;

/**
 * SQL condition: the case `c` is not over, somebody has written in it, and no agent has replied yet, neither in writing nor in person.
 * What is counted is what the metric `closed-without-reply` counts, but for a reply that is about to leave, which is one already. A long
 * case is read no further than its first message and its first reply. Index `timeline_entry_position`.
 */
export const isUnanswered = (c: string): string =>
  `(${c}.status not in ('closed', 'spam') and ${c}.merged_into_id is null and ${c}.last_inbound_position > 0
    and exists (select 1 from timeline_entry m where m.case_id = ${c}.id and m.kind = 'message' and m.direction = 'in' and ${IS_COUNTED})
    and not exists (
      select 1 from timeline_entry m left join delivery d on d.entry_id = m.id
      where m.case_id = ${c}.id and m.kind = 'message' and (m.channel_kind in (${SPOKEN}) or (m.direction = 'out'
        and (m.actor_kind = 'agent' or coalesce(m.data -> 'flags' ? 'sent-elsewhere', false))
        and coalesce(d.state, 'sent') not in ('canceled', 'blocked', 'failed'))) and ${IS_COUNTED}))`;
