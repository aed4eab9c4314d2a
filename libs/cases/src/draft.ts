import { refuseMerged, teamsFor, type Principal } from '@guichet/access';
import type { Draft as DraftShape, SavedDraft } from '@guichet/contracts';
import type { Database, Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** What an agent has begun to write in a case, kept by the server. An empty one is none. */
export async function saveDraft(tx: Tx, who: Principal, caseId: string, draft: DraftShape): Promise<void> {
  const [visible] = await tx.query(`select 1 from cases where id = $1 and ($2::uuid[] is null or team_id = any($2))`, [
    caseId,
    teamsFor(who, 'case.read'),
  ]);
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

export async function draftOf(database: Database, who: Principal, caseId: string): Promise<SavedDraft> {
  const [row] = await database.read<{ content: DraftShape; updatedAt: Date }>(
    `select content, updated_at as "updatedAt" from draft where case_id = $1 and agent_id = $2`,
    [caseId, who.id],
  );
  return row ? { ...row.content, updatedAt: row.updatedAt.toISOString() } : null;
}

/** The drafts of a case that is merged go on where it goes, but for those of agents who have begun one there. Answers whose went. */
export async function carryDrafts(tx: Tx, fromId: string, intoId: string): Promise<string[]> {
  const [carried] = await tx.query<{ agentId: string }[]>(
    `update draft d set case_id = $2 where case_id = $1
       and not exists (select 1 from draft o where o.case_id = $2 and o.agent_id = d.agent_id) returning agent_id as "agentId"`,
    [fromId, intoId],
  );
  return carried!.map(({ agentId }) => agentId);
}

/** Those that were carried along come back, unless they were written on since. */
export async function carryDraftsBack(
  tx: Tx,
  fromId: string,
  intoId: string,
  agentIds: string[],
  at: Date,
): Promise<void> {
  await tx.query(
    `update draft d set case_id = $1 where case_id = $2 and agent_id = any($3::uuid[]) and updated_at <= $4
       and not exists (select 1 from draft o where o.case_id = $1 and o.agent_id = d.agent_id)`,
    [fromId, intoId, agentIds, at],
  );
}
