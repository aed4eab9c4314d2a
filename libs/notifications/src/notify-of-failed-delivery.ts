import { reachesCase } from '@guichet/access';
import type { Tx } from '@guichet/database';
import type { NewNotification } from './insert-notifications.js';

/**
 * Notifies the agent who has written a message that did not arrive, or of which nobody knows whether it did, or whoever has the case
 * where the one who wrote it may no longer open it: once, until they have read of it. What leaves by itself is nobody's to send
 * again. Primary keys of `timeline_entry` and `delivery`, index `notification_unread`.
 */
export async function failedDeliveryNotifications(tx: Tx, entryIds: readonly string[]): Promise<NewNotification[]> {
  const rows = await tx.query<{
    entryId: string;
    caseId: string;
    agentId: string;
    status: 'failed' | 'unknown';
    endedAt: string;
  }>(
    `select distinct on ("caseId", "agentId") f.* from (
       select distinct on (e.id) e.id as "entryId", c.id as "caseId", a.id as "agentId", d.state as status,
         extract(epoch from d.changed_at)::text as "endedAt"
       from timeline_entry e join delivery d on d.entry_id = e.id and d.state in ('failed', 'unknown') join cases c on c.id = e.case_id
       join agent a on a.id = any(array[e.actor_id, c.assignee_id])
       where e.id = any($1::uuid[]) and e.actor_kind = 'agent' and ${reachesCase('case.read', { agent: 'a', item: 'c' })}
       order by e.id, a.id = e.actor_id desc) f
     where not exists (select 1 from notification n where n.agent_id = f."agentId" and n.read_at is null and n.case_id = f."caseId"
       and n.about ->> 'type' = 'delivery-failed')
     order by "caseId", "agentId", "entryId" desc`,
    [entryIds],
  );
  return rows.map(({ entryId, caseId, agentId, status, endedAt }) => ({
    ...{ agentId, caseId },
    about: { type: 'delivery-failed', status, entryId },
    // What was sent anew may end badly once more.
    dedupeKey: `delivery-failed:${entryId}:${endedAt}`,
  }));
}
