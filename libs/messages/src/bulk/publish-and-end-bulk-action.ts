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
  else if (action.state === 'running')
    await notify(tx, [...(await givenCases(tx, action)), ...(await casesGivenByRules(tx, action))]);
}

/** To whom an action gives cases. A macro tells a team nothing. */
function givenBy({ action, macro }: BulkAction): Pick<UpdateCase, 'assigneeId' | 'teamId' | 'summary'> {
  if (action.kind === 'update') return action.change;
  if (action.kind === 'give-back') return { assigneeId: action.agentId };
  const assign = macro?.acts.find((act) => act.kind === 'assign');
  return assign && assign.to !== 'me' && assign.to !== 'nobody' ? { assigneeId: assign.to } : {};
}

/**
 * Whoever got cases by rules, as a field was filled in. What rules do is not undone with the action, and neither are these
 * notifications withdrawn then. Indexes `bulk_item_state`, `cases_pkey`, `timeline_entry_position`.
 */
async function casesGivenByRules(tx: Tx, { id, action, macro, startedAt }: BulkAction): Promise<NewNotification[]> {
  if (action.kind !== 'field' && !macro?.acts.some(({ kind }) => kind === 'field')) return [];
  const rows = await tx.query<{ agentId: string; by: string; count: number }>(
    `select c.assignee_id as "agentId", min(e.actor_name) as by, count(*)::int as count
     from bulk_item i join cases c on c.id = i.case_id cross join lateral (
       select data, at, actor_name from timeline_entry e
       where e.case_id = c.id and e.kind = 'activity' and e.data ->> 'type' = 'assigned' and e.from_case_id is null
       order by e.position desc limit 1) e
     where i.action_id = $1 and i.state = 'done' and e.at >= $2 and e.data ->> 'toId' = c.assignee_id::text
       and e.data -> 'because' ->> 'by' = 'rule'
     group by c.assignee_id`,
    [id, startedAt],
  );
  return rows.map(({ agentId, by, count }) => ({
    ...{ agentId, caseId: null, dedupeKey: `many-routed:${id}` },
    about: { type: 'many-given', by, count, team: null },
  }));
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
