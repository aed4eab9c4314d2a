import type { DraftMode } from '@guichet/contracts';
import type { Case, EntryMove, Tx } from '@guichet/database';

/**
 * Moves the drafts of a case that is merged, but for those of agents who have begun one in the other case. Returns whose were moved. Where both
 * were merged before, that this was undone is said no more.
 */
export async function moveDrafts(tx: Tx, fromId: string, intoId: string): Promise<string[]> {
  const moved = await tx.query<{ agentId: string }>(
    `update draft d set case_id = $2 where case_id = $1
       and not exists (select 1 from draft o where o.case_id = $2 and o.agent_id = d.agent_id) returning agent_id as "agentId"`,
    [fromId, intoId],
  );
  for (const table of ['draft', 'shared_draft'])
    await tx.query(
      `update ${table} set undone_move_id = null where case_id = any($1::uuid[]) and undone_move_id in (
         select id from entry_move where from_id = any($1::uuid[]) and into_id = any($1::uuid[]))`,
      [[fromId, intoId]],
    );
  return moved.map(({ agentId }) => agentId);
}

/**
 * The drafts of `agentIds`, which came with a merge, go back with all that was written in them since. One that was begun after it stays. What was
 * written while the merge stood says from now on that it was undone, as it may go to another person by that. Whoever has the case open that
 * a draft leaves hears where it is.
 */
export async function moveDraftsBack(
  tx: Tx,
  { id, how, intoId, at }: EntryMove,
  { from, agentIds }: { from: Case; agentIds: readonly string[] },
): Promise<void> {
  const fromId = from.id;
  if (how !== 'merged') return;
  const moved = await tx.query<{ agentId: string; mode: DraftMode; updatedAt: Date }>(
    `update draft d set case_id = $1 where case_id = $2 and agent_id = any($3::uuid[]) and begun_at <= $4
       and not exists (select 1 from draft o where o.case_id = $1 and o.agent_id = d.agent_id)
     returning agent_id as "agentId", mode, updated_at as "updatedAt"`,
    [fromId, intoId, agentIds, at],
  );
  await tx.query(`update draft set undone_move_id = $1 where case_id = any($2::uuid[]) and updated_at > $3`, [
    id,
    [fromId, intoId],
    at,
  ]);
  const goneBackTo = { caseId: fromId, reference: from.reference };
  for (const { agentId, mode, updatedAt } of moved) {
    tx.publish('draft.changed', { agentId, mode, updatedAt: null, goneBackTo }, { caseId: intoId, agentId });
    tx.publish('draft.changed', { agentId, mode, updatedAt: updatedAt.toISOString() }, { caseId: fromId, agentId });
  }
}
