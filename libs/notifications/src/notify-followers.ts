import { reachesCase } from '@guichet/access';
import type { Tx } from '@guichet/database';
import type { NewNotification } from './insert-notifications.js';

/**
 * Notifies those who follow a case of what the citizen has written in it, and may still open it: once, until they have read of it.
 * Who followed a case that was merged, follows what it is part of now. Indexes `case_follow_case`, `entry_move_into`, `notification_unread`.
 */
export async function followerNotifications(tx: Tx, entryIds: readonly string[]): Promise<NewNotification[]> {
  const rows = await tx.query<{ entryId: string; caseId: string; agentId: string }>(
    `select distinct on (c.id, a.id) e.id as "entryId", c.id as "caseId", a.id as "agentId"
     from timeline_entry e join cases c on c.id = e.case_id
     cross join lateral (select c.id union all
       select m.from_id from entry_move m where m.into_id = c.id and m.how = 'merged' and m.undone_at is null) part
     join case_follow f on f.case_id = part.id
     join agent a on a.id = f.agent_id
     where e.id = any($1::uuid[]) and ${reachesCase('case.read', { agent: 'a', item: 'c' })}
       and not exists (select 1 from notification n where n.agent_id = a.id and n.read_at is null and n.case_id = c.id
         and n.about ->> 'type' = 'followed-case')
     order by c.id, a.id, e.position desc`,
    [entryIds],
  );
  return rows.map(({ entryId, caseId, agentId }) => ({
    ...{ agentId, caseId },
    about: { type: 'followed-case' },
    dedupeKey: `followed:${entryId}`,
  }));
}
