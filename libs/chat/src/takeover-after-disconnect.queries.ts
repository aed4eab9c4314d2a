import type { Reader } from '@guichet/database';
import type { ChatHandover } from '@guichet/contracts';

/**
 * Since when somebody else takes over a conversation, because the agent has lost their connection while the citizen waited. Null:
 * nobody has to, or an agent has replied since. Index `timeline_entry_position`: it reads the entries of one case.
 */
export async function handoverOf(reader: Reader, caseId: string): Promise<ChatHandover | null> {
  const [row] = await reader.query<{ at: Date }>(
    `select e.at from timeline_entry e join cases c on c.id = e.case_id and c.status <> 'closed'
     where e.case_id = $1 and e.kind = 'activity' and e.data -> 'because' ->> 'by' = 'disconnected' and not exists (
       select 1 from timeline_entry r where r.case_id = e.case_id and r.position > e.position
         and r.kind = 'message' and r.direction = 'out' and r.actor_kind = 'agent')
     order by e.position desc limit 1`,
    [caseId],
  );
  return row ? { at: row.at.toISOString() } : null;
}
