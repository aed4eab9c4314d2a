import { parameters, refuseMerged, scope, type Principal } from '@guichet/access';
import type { Draft as DraftShape, DraftMode, DraftSaved, DraftToReplace, SavedDraft } from '@guichet/contracts';
import type { Tx, Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { joinDraftContents } from './join-draft-contents.js';

interface DraftToSave extends DraftToReplace {
  caseId: string;
  draft: DraftShape;
}

/**
 * Saves what an agent has begun to write in a case, a reply beside a note; an empty draft is deleted.
 *
 * @throws Failure `not-found` for a case that the agent may not see, `conflict` for one that was merged, or where there is another draft than
 * the one to replace.
 */
export async function saveDraft(tx: Tx, who: Principal, { caseId, draft, replaces }: DraftToSave): Promise<DraftSaved> {
  const { values, bind } = parameters(caseId);
  const visible = await tx.query(
    `select 1 from cases where id = $1 and ${scope(who, 'case.read').sql('cases', bind)}`,
    values,
  );
  if (visible.length === 0) throw new Failure('not-found');
  await refuseMerged(tx.query, who, caseId);
  if (draft.text.trim() === '' && draft.attachmentIds.length === 0) {
    await deleteDraft(tx, who, { caseId, mode: draft.mode, replaces });
    return { updatedAt: null };
  }
  await writeDraft(tx, who, { caseId, draft, replaces });
  return { updatedAt: tx.now.toISOString() };
}

/** Words that go on with what was saved before a merge was undone were written on while it stood. Indexes `entry_move_from` and `_into`. */
async function writeDraft(
  tx: Tx,
  who: Principal,
  { caseId, draft, replaces, undoneMoveId = null }: DraftToSave & { undoneMoveId?: string | null },
): Promise<void> {
  const [saved] = await tx.query<{ isToPublish: boolean }>(
    `with undone as (
       select m.id from entry_move m where (m.from_id = $1 or m.into_id = $1) and m.how = 'merged'
         and m.undone_at >= nullif($6::text, 'nothing')::timestamptz order by m.undone_at desc limit 1)
     insert into draft (case_id, agent_id, mode, content, updated_at, begun_at, undone_move_id)
       values ($1, $2, $3, $4, $5, $5, coalesce((select id from undone), $7))
     on conflict (case_id, agent_id, mode) do update set content = excluded.content, updated_at = excluded.updated_at,
         undone_move_id = coalesce(excluded.undone_move_id, draft.undone_move_id)
       where ${isMeant('$6')}
     returning xmax = 0 or exists (select from undone) as "isToPublish"`,
    [caseId, who.id, draft.mode, JSON.stringify(draft), tx.now, replaces ?? null, undoneMoveId],
  );
  if (!saved) throw new Failure('conflict', { reason: 'draft-saved-elsewhere' });
  if (saved.isToPublish) publishMark(tx, who, { caseId, mode: draft.mode, updatedAt: tx.now.toISOString() });
}

/** SQL condition on a saved draft: it may be replaced. `nothing` means none that is there. */
const isMeant = (replaces: string): string =>
  `(${replaces}::text is null or draft.updated_at = nullif(${replaces}::text, 'nothing')::timestamptz)`;

/** A reply that was shared is the agent’s own again. One that they have begun beside it stands above it. */
export async function keepBesideOwn(
  tx: Tx,
  who: Principal,
  { caseId, draft, undoneMoveId }: { caseId: string; draft: DraftShape; undoneMoveId: string | null },
): Promise<void> {
  const [own] = await tx.query<{ content: DraftShape }>(
    `select content from draft where case_id = $1 and agent_id = $2 and mode = 'reply' for update`,
    [caseId, who.id],
  );
  await writeDraft(tx, who, { caseId, draft: own ? joinDraftContents(own.content, draft) : draft, undoneMoveId });
}

interface DraftToDelete extends DraftToReplace {
  caseId: string;
  mode: DraftMode;
}

/**
 * Deletes a draft.
 *
 * @throws Failure `conflict` where there is another one than the one to replace.
 */
export async function deleteDraft(tx: Tx, who: Principal, { caseId, mode, replaces }: DraftToDelete): Promise<void> {
  const own = 'case_id = $1 and agent_id = $2 and mode = $3';
  const gone = await tx.query(`delete from draft where ${own} and ${isMeant('$4')} returning mode`, [
    caseId,
    who.id,
    mode,
    replaces ?? null,
  ]);
  if (gone.length > 0) return publishMark(tx, who, { caseId, mode, updatedAt: null });
  const others = replaces ? await tx.query(`select 1 from draft where ${own}`, [caseId, who.id, mode]) : [];
  if (others.length > 0) throw new Failure('conflict', { reason: 'draft-saved-elsewhere' });
}

/** Rows of lists show whether the agent has a draft there, and other windows of theirs show one that was begun. */
const publishMark = (
  tx: Tx,
  who: Principal,
  { caseId, mode, updatedAt }: { caseId: string; mode: DraftMode; updatedAt: string | null },
): void => tx.publish('draft.changed', { agentId: who.id, mode, updatedAt }, { caseId, agentId: who.id });

/** What was sent: a draft is the beginning of it, or was begun for something else. */
export interface SentWords {
  caseId: string;
  mode: DraftMode;
  text: string;
  attachmentIds?: readonly string[];
}

/**
 * Deletes the draft of what was sent, in the same transaction: a browser that is loaded again before it has heard of it would
 * show it as a draft again. A draft that says more, or something else, was begun since, and stays.
 */
export async function deleteSentDraft(tx: Tx, who: Principal, sent: SentWords): Promise<void> {
  const [draft] = await tx.query<{ content: Partial<DraftShape> }>(
    `select content from draft where case_id = $1 and agent_id = $2 and mode = $3 for update`,
    [sent.caseId, who.id, sent.mode],
  );
  if (draft && isBeginning(draft.content, sent)) await deleteDraft(tx, who, { caseId: sent.caseId, mode: sent.mode });
}

const folded = (text: string) => text.trim().replace(/\s+/g, ' ');

/** Whether a draft says nothing that was not sent. */
export const isBeginning = (
  { text = '', attachmentIds = [] }: Partial<DraftShape>,
  sent: Pick<SentWords, 'text' | 'attachmentIds'>,
): boolean =>
  folded(sent.text).startsWith(folded(text)) && attachmentIds.every((id) => sent.attachmentIds?.includes(id));

/**
 * What an agent has begun to write in a case, as a reply and as a note; null: nothing.
 *
 * @throws Failure `not-found` for a case that the agent may not see.
 */
export async function draftsOf(
  reader: Reader,
  who: Principal,
  caseId: string,
): Promise<{ draft: SavedDraft; noteDraft: SavedDraft }> {
  const { values, bind } = parameters(caseId, who.id);
  const rows = await reader.query<{ mode: DraftMode | null; content: DraftShape; updatedAt: Date }>(
    `select d.mode, d.content, d.updated_at as "updatedAt" from cases c
     left join draft d on d.case_id = c.id and d.agent_id = $2 where c.id = $1 and ${scope(who, 'case.read').sql('c', bind)}`,
    values,
  );
  if (rows.length === 0) throw new Failure('not-found');
  const savedAs = (wanted: DraftMode): SavedDraft => {
    const row = rows.find(({ mode }) => mode === wanted);
    return row ? { ...row.content, updatedAt: row.updatedAt.toISOString() } : null;
  };
  return { draft: savedAs('reply'), noteDraft: savedAs('note') };
}
