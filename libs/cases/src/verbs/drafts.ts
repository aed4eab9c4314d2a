import { parameters, refuseMerged, scope, type Principal } from '@guichet/access';
import type { Draft as DraftShape, SavedDraft } from '@guichet/contracts';
import type { Tx, Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';

/**
 * Saves what an agent has begun to write in a case; an empty draft is deleted.
 *
 * @throws Failure `not-found` for a case that the agent may not see, `conflict` for one that was merged.
 */
export async function saveDraft(
  tx: Tx,
  who: Principal,
  { caseId, draft }: { caseId: string; draft: DraftShape },
): Promise<void> {
  const { values, bind } = parameters(caseId);
  const [visible] = await tx.query(
    `select 1 from cases where id = $1 and ${scope(who, 'case.read').sql('cases', bind)}`,
    values,
  );
  if (!visible) throw new Failure('not-found');
  await refuseMerged(tx.query, who, caseId);
  if (draft.text.trim() === '' && draft.attachmentIds.length === 0) return deleteDraft(tx, who, caseId);
  await tx.query(
    `insert into draft (case_id, agent_id, content, updated_at) values ($1, $2, $3, $4)
     on conflict (case_id, agent_id) do update set content = excluded.content, updated_at = excluded.updated_at`,
    [caseId, who.id, JSON.stringify(draft), tx.now],
  );
}

export async function deleteDraft(tx: Tx, who: Principal, caseId: string): Promise<void> {
  await tx.query(`delete from draft where case_id = $1 and agent_id = $2`, [caseId, who.id]);
}

/**
 * What an agent has begun to write in a case; null: nothing.
 *
 * @throws Failure `not-found` for a case that the agent may not see.
 */
export async function draftOf(reader: Reader, who: Principal, caseId: string): Promise<SavedDraft> {
  const { values, bind } = parameters(caseId, who.id);
  const [row] = await reader.query<{ content: DraftShape | null; updatedAt: Date }>(
    `select d.content, d.updated_at as "updatedAt" from cases c left join draft d on d.case_id = c.id and d.agent_id = $2
     where c.id = $1 and ${scope(who, 'case.read').sql('c', bind)}`,
    values,
  );
  if (!row) throw new Failure('not-found');
  return row.content ? { ...row.content, updatedAt: row.updatedAt.toISOString() } : null;
}

/** Moves the drafts of a case that is merged, but for those of agents who have begun one in the other case. Returns whose were moved. */
export async function moveDrafts(tx: Tx, fromId: string, intoId: string): Promise<string[]> {
  const moved = await tx.query<{ agentId: string }>(
    `update draft d set case_id = $2 where case_id = $1
       and not exists (select 1 from draft o where o.case_id = $2 and o.agent_id = d.agent_id) returning agent_id as "agentId"`,
    [fromId, intoId],
  );
  return moved.map(({ agentId }) => agentId);
}

/** Drafts that were moved at `at` come back, unless their agents went on writing since. */
export async function moveDraftsBack(
  tx: Tx,
  { fromId, intoId, agentIds, at }: { fromId: string; intoId: string; agentIds: string[]; at: Date },
): Promise<void> {
  await tx.query(
    `update draft d set case_id = $1 where case_id = $2 and agent_id = any($3::uuid[]) and updated_at <= $4
       and not exists (select 1 from draft o where o.case_id = $1 and o.agent_id = d.agent_id)`,
    [fromId, intoId, agentIds, at],
  );
}
