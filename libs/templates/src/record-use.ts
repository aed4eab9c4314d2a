import type { ChannelKind } from '@guichet/contracts';
import { TemplateUse, type Case, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import type { Made } from './compose.js';

/**
 * Holds a template still until an answer made from it is written: withdrawn meanwhile, it does not leave. Before the case is
 * locked: the order of all who lock both.
 */
export async function holdTemplate(
  tx: Tx,
  { templateId, versionId }: { templateId: string; versionId: string },
): Promise<void> {
  await tx.query(`select 1 from template where id = $1 for share`, [templateId]);
  // Another statement: what this one waited for is committed now.
  const [row] = await tx.query<{ state: string }>(`select state from template_version where id = $1`, [versionId]);
  if (!row) throw new Failure('not-found');
  if (row.state === 'withdrawn') throw conflict('template-withdrawn');
}

/** What figures and boards read of an answer, and the page behind its link. */
export async function recordUse(
  tx: Tx,
  item: Pick<Case, 'id' | 'teamId' | 'tags'>,
  entryId: string,
  { agentId, kind, answerId, subject }: { agentId: string; kind: ChannelKind; answerId: string; subject: string },
  { provenance, page, learned }: Made,
): Promise<void> {
  const { templateId, versionId, language, level, verbatim, facts } = provenance;
  await tx.repo(TemplateUse).insert({
    entryId,
    caseId: item.id,
    teamId: item.teamId,
    agentId,
    templateId,
    versionId,
    language,
    channelKind: kind,
    level,
    tags: item.tags,
    verbatim,
    edits: learned,
    facts,
    at: tx.now,
  });
  // A page is of one answer: else somebody would be led to what was written to somebody else. One that never left gives it up.
  const taken = await tx.query(
    `insert into answer_page as p (id, entry_id, language, subject, html, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set entry_id = excluded.entry_id, language = excluded.language, subject = excluded.subject,
       html = excluded.html, at = excluded.at
     where exists (select 1 from delivery d where d.entry_id = p.entry_id and d.case_id = $7 and d.state in ('failed', 'stopped', 'recalled'))
     returning id`,
    [answerId, entryId, page.language, page.subject || subject, page.html, tx.now, item.id],
  );
  if (taken.length === 0) throw conflict('answer-page-taken');
}
