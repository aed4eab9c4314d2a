import { colleaguesIn } from '@guichet/cases';
import type { BulkActionState, UpdateCase } from '@guichet/contracts';
import type { BulkAction, Tx } from '@guichet/database';
import { notify, withdrawByKey, type NewNotification } from '@guichet/notifications';

const keyOf = (actionId: string): string => `many-given:${actionId}`;

/** Tells the agent of an action that it has come further. */
export const publishBulkAction = (tx: Tx, { id, agentId }: Pick<BulkAction, 'id' | 'agentId'>): void =>
  tx.publish('bulk-action.changed', { bulkActionId: id }, { agentId });

/**
 * Ends a part of an action, once, and tells those who got cases by it how many: one notification for all of them. It can be undone for an
 * hour after its first end, however often that is begun and stopped.
 */
export async function endBulkAction(tx: Tx, action: BulkAction, next: BulkActionState): Promise<void> {
  const isOver = next !== 'ready';
  const ended = await tx.query(
    `update bulk_action set state = $3, moved_at = $4, ended_at = case when $5 then coalesce(ended_at, $4::timestamptz) end
     where id = $1 and state = $2 returning id`,
    [action.id, action.state, next, tx.now, isOver],
  );
  if (ended.length === 0) return;
  publishBulkAction(tx, action);
  if (next === 'undone') await withdrawByKey(tx, keyOf(action.id));
  else if (action.state === 'running') await notify(tx, await givenCases(tx, action));
}

/** To whom an action gives cases. A macro tells a team nothing. */
function givenBy({ action, macro }: BulkAction): Pick<UpdateCase, 'assigneeId' | 'teamId' | 'summary'> {
  if (action.kind === 'update') return action.change;
  const assign = macro?.acts.find((act) => act.kind === 'assign');
  return assign && assign.to !== 'me' && assign.to !== 'nobody' ? { assigneeId: assign.to } : {};
}

/** Whoever got cases that nobody has taken back; those of a team that was told something, where nobody of it got them. */
async function givenCases(tx: Tx, bulkAction: BulkAction): Promise<NewNotification[]> {
  const { id, agentId } = bulkAction;
  const { assigneeId, teamId, summary } = givenBy(bulkAction);
  if (!assigneeId && !teamId) return [];
  const field = assigneeId ? 'assigneeId' : 'teamId';
  const [row] = await tx.query<{ count: number; by: string; team: string | null }>(
    `select count(*)::int as count, min(a.name) as by, (select name from team where id = $3::uuid) as team
     from bulk_item i join agent a on a.id = $2
     where i.action_id = $1 and i.state = 'done' and i.changes ? $4`,
    [id, agentId, teamId ?? null, field],
  );
  if (!row || row.count === 0) return [];
  const { count, by, team } = row;
  const agentIds = assigneeId ? [assigneeId] : teamId && summary ? await colleaguesIn(tx, { teamId }) : [];
  return agentIds
    .filter((one) => one !== agentId)
    .map((one) => ({
      agentId: one,
      caseId: null,
      about: { type: 'many-given', by, count, team: assigneeId ? null : team },
      dedupeKey: keyOf(id),
    }));
}
