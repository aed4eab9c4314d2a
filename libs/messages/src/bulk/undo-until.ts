import { bulkLimits } from '@guichet/contracts';
import type { BulkAction, Reader } from '@guichet/database';

type Undoable = Pick<BulkAction, 'id' | 'action' | 'state' | 'endedAt'>;

/** What a rule may move to where its agent does not see it, or of which nothing may have been to be done. */
const MAY_CHANGE_NOTHING: readonly BulkAction['action']['kind'][] = ['macro', 'field', 'steps'];

/** Until when an action can be undone; null: it cannot be. Replies can be as long as the last of them has not left. */
export async function undoUntil(reader: Reader, { id, action, state, endedAt }: Undoable): Promise<Date | null> {
  if (action.kind === 'read' || endedAt === null || (state !== 'done' && state !== 'canceled')) return null;
  if (action.kind === 'reply') return lastToLeave(reader, id);
  if (MAY_CHANGE_NOTHING.includes(action.kind) && !(await hasUndoable(reader, id))) return null;
  return new Date(endedAt.getTime() + bulkLimits.undoMinutes * 60_000);
}

/** Whether any of its cases was changed, and no rule has moved each of these to where its agent does not see it. Index `bulk_item_state`. */
async function hasUndoable(reader: Reader, id: string): Promise<boolean> {
  const rows = await reader.query(
    `select 1 from bulk_item where action_id = $1 and state = 'done' and changes is not null limit 1`,
    [id],
  );
  return rows.length > 0;
}

/** When the last of the replies leaves that wait for their undo delay; null: none does. Index `bulk_item_state`. */
async function lastToLeave(reader: Reader, id: string): Promise<Date | null> {
  const [row] = await reader.query<{ dueAt: Date | null }>(
    `select max(d.due_at) as "dueAt" from bulk_item i join delivery d on d.entry_id = i.entry_id
     where i.action_id = $1 and i.state = 'done' and d.state = 'scheduled'`,
    [id],
  );
  return row?.dueAt ?? null;
}
