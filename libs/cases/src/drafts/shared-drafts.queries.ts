import { isFileOfKnownTemplate, parameters, scope, type Principal } from '@guichet/access';
import type { Draft, NoteEntry, SharedDraft } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { IS_REMOVED_NOTE } from '../timeline/note-versions.js';
import { ENTRY_COLUMNS, otherJoin, toEntry, type EntryRow } from '../timeline/read-entries.js';

/** SQL: the reference of the case from which that of a draft was parted by undoing a merge while it was written. Primary keys. */
const unmergedFrom = (draft: string): string => `(
  select o.reference from entry_move v join cases o on o.id = case when v.from_id = ${draft}.case_id then v.into_id else v.from_id end
  where v.id = ${draft}.undone_move_id)`;

/** SQL: the drafts of the agent `$1` in the case `c` that were written while it was merged with another one. Primary key of `draft`. */
export const UNMERGED_DRAFTS = `(
  select coalesce(jsonb_agg(jsonb_build_object('mode', d.mode, 'reference', ${unmergedFrom('d')}) order by d.mode), '[]')
  from draft d where d.case_id = c.id and d.agent_id = $1 and d.undone_move_id is not null)`;

/** SQL: how the draft of a reply of the case `c` is shared. Index `shared_draft_case`. */
export const SHARED_DRAFT_OF_CASE = `(
  select jsonb_build_object('id', s.id, 'writer', jsonb_build_object('id', w.id, 'name', w.name), 'turnId', s.turn_id,
    'sharedBy', jsonb_build_object('id', b.id, 'name', b.name),
    'sharedAt', to_char(s.shared_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'unmergedFrom', ${unmergedFrom('s')})
  from shared_draft s join agent w on w.id = s.writer_id join agent b on b.id = s.shared_by_id where s.case_id = c.id and s.sent_entry_id is null)`;

/**
 * SQL: whether a draft is shared in the case `c`, or the agent `$1` has one of their own there. Two looks by key for each row of a page:
 * index `shared_draft_case`, and the primary key of `draft`.
 */
export const DRAFT_MARK = `case
  when (select true from shared_draft s where s.case_id = c.id and s.sent_entry_id is null and s.content ->> 'text' <> '') then 'shared'
  when (select true from draft d where d.case_id = c.id and d.agent_id = $1 limit 1) then 'own' end`;

interface SharedRow {
  shared: Pick<SharedDraft, 'id' | 'writer' | 'turnId' | 'sharedBy' | 'sharedAt' | 'unmergedFrom'> | null;
  commentIds: string[];
  content: Draft;
  previous: Draft | null;
  at: Date;
  coAuthors: string[];
  attachments: SharedDraft['attachments'];
}

/**
 * The draft that is shared in a case, as its writer has it now, and its comments.
 *
 * @throws Failure `not-found` where none is shared, and for a case that the agent may not see.
 */
export async function sharedDraft(reader: Reader, who: Principal, caseId: string): Promise<SharedDraft> {
  const { values, bind } = parameters(caseId);
  const [row] = await reader.query<SharedRow>(
    `select ${SHARED_DRAFT_OF_CASE} as shared, s.comment_ids as "commentIds", s.content, s.previous, s.updated_at as at,
       array(select a.name from unnest(s.author_ids) with ordinality o(id, n) join agent a on a.id = o.id where a.id <> s.writer_id order by o.n) as "coAuthors", (
       select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'size', a.size) order by f.n), '[]')
       from jsonb_array_elements_text(s.content -> 'attachmentIds') with ordinality f(id, n) join attachment a on a.id = f.id::uuid
       where ${isFileOfKnownTemplate('a', who, bind)} or (a.uploaded_by = s.writer_id and a.entry_id is null and a.side_message_id is null)) as attachments
     from cases c join shared_draft s on s.case_id = c.id and s.sent_entry_id is null
     where c.id = $1 and ${scope(who, 'case.read').sql('c', bind)}`,
    values,
  );
  if (!row?.shared) throw new Failure('not-found');
  return {
    ...row.shared,
    draft: row.content,
    previous: row.previous,
    coAuthors: row.coAuthors,
    attachments: row.attachments,
    updatedAt: row.at.toISOString(),
    comments: await commentsIn(reader, who, { caseId, ids: row.commentIds }),
  };
}

/** By the primary keys of their entries, which a merge does not change. One that was moved elsewhere is not for every reader. */
async function commentsIn(
  reader: Reader,
  who: Principal,
  { caseId, ids }: { caseId: string; ids: readonly string[] },
): Promise<NoteEntry[]> {
  if (ids.length === 0) return [];
  const { values, bind } = parameters(ids, caseId);
  const rows = await reader.query<EntryRow>(
    `select ${ENTRY_COLUMNS}, null as delivery from timeline_entry e ${otherJoin(scope(who, 'case.read'), bind)}
     where e.id = any($1::uuid[]) and e.case_id = $2 and e.kind = 'note' and not ${IS_REMOVED_NOTE} order by e.id`,
    values,
  );
  return rows.map((row) => toEntry(row) as NoteEntry);
}
