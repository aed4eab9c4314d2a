import { SpokenKind } from '@guichet/contracts';

const SPOKEN = SpokenKind.options.map((kind) => `'${kind}'`).join(', ');
/** Costs a read of what a message holds, which is kept beside its row where it is long. */
const IS_COUNTED = `not coalesce(m.data -> 'flags' ?| array['automatic', 'imported', 'survey-response'], false)`;

/**
 * SQL condition: the case `c` is not over, somebody has written in it, and no agent has replied yet, neither in writing nor in person.
 * What is counted is what the metric `closed-without-reply` counts, but for a reply that is about to leave, which is one already. A long
 * case is read no further than its first reply, and of what came in without one no more than its rows: `case` keeps the order in which
 * this is asked. Index `timeline_entry_position`.
 */
export const isUnanswered = (c: string): string =>
  `(${c}.status not in ('closed', 'spam') and ${c}.merged_into_id is null and ${c}.last_inbound_position > 0
    and not exists (
      select 1 from timeline_entry m where m.case_id = ${c}.id and m.kind = 'message'
      and case when m.channel_kind in (${SPOKEN}) then ${IS_COUNTED}
               when m.direction = 'out' then ${IS_COUNTED} and (m.actor_kind = 'agent' or coalesce(m.data -> 'flags' ? 'sent-elsewhere', false))
                 and coalesce((select d.state from delivery d where d.entry_id = m.id), 'sent') not in ('canceled', 'blocked', 'failed')
               else false end)
    and exists (select 1 from timeline_entry m where m.case_id = ${c}.id and m.kind = 'message' and m.direction = 'in' and ${IS_COUNTED}))`;
