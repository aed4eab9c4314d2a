import { reachesCase } from '@guichet/access';
import type { Tx } from '@guichet/database';
import type { NewNotification } from './insert-notifications.js';

/** SQL condition: what the citizen has written is not the first message of the case `c`, which somebody was assigned and has not read yet. */
const IS_REPLY = `exists (select 1 from timeline_entry b where b.case_id = c.id and b.position < e.position and b.kind = 'message')`;

/**
 * Notifies whoever has a case, and those who follow it, of what the citizen has written in it, if they may still open it: once, until
 * they have read of it. Whoever has the case and follows it is notified as the one who has it. Who followed a case that was merged,
 * follows what it is part of now. Indexes `case_follow_case`, `entry_move_into`, `notification_unread`.
 */
export async function replyNotifications(tx: Tx, entryIds: readonly string[]): Promise<NewNotification[]> {
  const rows = await tx.query<{ entryId: string; caseId: string; agentId: string; isAssignee: boolean }>(
    `select distinct on (c.id, a.id) e.id as "entryId", c.id as "caseId", a.id as "agentId", r.is_assignee as "isAssignee"
     from timeline_entry e join cases c on c.id = e.case_id
     cross join lateral (select c.assignee_id as agent_id, true as is_assignee where ${IS_REPLY} union all
       select f.agent_id, false from (select c.id union all
         select m.from_id from entry_move m where m.into_id = c.id and m.how = 'merged' and m.undone_at is null) part
       join case_follow f on f.case_id = part.id) r
     join agent a on a.id = r.agent_id
     where e.id = any($1::uuid[]) and ${reachesCase('case.read', { agent: 'a', item: 'c' })}
       and not exists (select 1 from notification n where n.agent_id = a.id and n.read_at is null and n.case_id = c.id
         and n.about ->> 'type' in ('followed-case', 'citizen-replied'))
     order by c.id, a.id, e.position desc, r.is_assignee desc`,
    [entryIds],
  );
  return rows.map(({ entryId, caseId, agentId, isAssignee }) => ({
    ...{ agentId, caseId },
    about: { type: isAssignee ? 'citizen-replied' : 'followed-case', entryId },
    dedupeKey: `${isAssignee ? 'replied' : 'followed'}:${entryId}`,
  }));
}
