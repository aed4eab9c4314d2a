import type { ChannelKind, Provenance } from '@guichet/contracts';
import { TemplateUse, type Case, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { lockBlocks } from '../blocks/shared-blocks.queries.js';
import type { TracedReply } from '../rendering/trace-reply-provenance.js';

/**
 * Locks a template and its blocks until a reply that uses it is written, so that it is not withdrawn meanwhile. Called before the case is locked,
 * in the order of all code that locks both. Throws `not-found`, and `conflict` where one of them was withdrawn.
 */
export async function lockTemplateInUse(
  tx: Tx,
  { templateId, versionId, provenance }: { templateId: string; versionId: string; provenance: Provenance },
): Promise<void> {
  await tx.query(`select 1 from template where id = $1 for share`, [templateId]);
  const blocks = provenance.blocks ?? [];
  await lockBlocks(
    tx,
    blocks.map((block) => block.templateId),
  );
  // A further statement sees what the first ones waited for.
  const rows = await tx.query<{ id: string; state: string }>(
    `select id, state from template_version where id = any($1::uuid[])`,
    [[versionId, ...blockVersionsOf(provenance)]],
  );
  if (!rows.some(({ id }) => id === versionId)) throw new Failure('not-found');
  if (rows.some(({ state }) => state === 'withdrawn')) throw conflict('template-withdrawn');
}

/** The versions of the shared blocks whose text a reply has. */
export const blockVersionsOf = ({ blocks = [] }: Pick<Provenance, 'blocks'>): string[] =>
  blocks.map(({ versionId }) => versionId);

/** A reply that was made from a template. */
export interface TemplateReply {
  entryId: string;
  agentId: string;
  kind: ChannelKind;
  replyPageId: string;
  /** The subject of the page where the template has none. */
  subject: string;
  traced: TracedReply;
}

/** Writes what metrics and reports read of a reply from a template, and the page behind its link. Throws `conflict`. */
export async function recordUse(
  tx: Tx,
  item: Pick<Case, 'id' | 'teamId' | 'tags'>,
  { entryId, agentId, kind, replyPageId, subject, traced: { provenance, page, learned } }: TemplateReply,
): Promise<void> {
  const { templateId, versionId, language, level, verbatim, facts } = provenance;
  await tx.repo(TemplateUse).insert({
    entryId,
    caseId: item.id,
    teamId: item.teamId,
    agentId,
    templateId,
    versionId,
    blockVersionIds: blockVersionsOf(provenance),
    language,
    channelKind: kind,
    level,
    tags: item.tags,
    verbatim,
    edits: learned,
    facts,
    at: tx.now,
  });
  await saveReplyPage(tx, item, { entryId, replyPageId, page: { ...page, subject: page.subject || subject } });
}

/** A page on which a reply can be read in full. */
export interface ReplyPageOfEntry {
  entryId: string;
  replyPageId: string;
  page: TracedReply['page'];
}

/** Writes the page behind the link of a reply. Throws `conflict` where it is that of another reply. */
export async function saveReplyPage(
  tx: Tx,
  item: Pick<Case, 'id'>,
  { entryId, replyPageId, page }: ReplyPageOfEntry,
): Promise<void> {
  // A page belongs to one reply, or its link would show what was written to somebody else. A reply that was not sent gives it up.
  const taken = await tx.query(
    `insert into reply_page as p (id, entry_id, language, subject, html, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set entry_id = excluded.entry_id, language = excluded.language, subject = excluded.subject,
       html = excluded.html, at = excluded.at
     where exists (select 1 from delivery d where d.entry_id = p.entry_id and d.case_id = $7 and d.state in ('failed', 'blocked', 'canceled'))
     returning id`,
    [replyPageId, entryId, page.language, page.subject, page.html, tx.now, item.id],
  );
  if (taken.length === 0) throw conflict('reply-page-taken');
}
