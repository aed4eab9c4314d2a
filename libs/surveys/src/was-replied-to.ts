import { SpokenKind } from '@guichet/contracts';

const SPOKEN = SpokenKind.options.map((kind) => `'${kind}'`).join(', ');

/**
 * SQL condition on a case `c`: an agent has replied to the citizen, in writing or, by phone or at the counter, in person. A case
 * that was closed without a reply is not surveyed. Index `timeline_entry_position`.
 */
export const WAS_REPLIED_TO = `exists (
  select 1 from timeline_entry e left join delivery d on d.entry_id = e.id
  where e.case_id = c.id and e.kind = 'message' and (e.channel_kind in (${SPOKEN})
    or e.direction = 'out' and e.actor_kind = 'agent' and coalesce(d.state, 'sent') not in ('canceled', 'blocked', 'failed')))`;
