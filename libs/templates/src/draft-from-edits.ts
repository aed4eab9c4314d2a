import { allow, type Principal } from '@guichet/access';
import type { DraftFromEdits, TemplateContent, TemplateVersion } from '@guichet/contracts';
import type { Database, Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { openVersion, versionOf } from './template.queries.js';
import { useReport } from './use-report.queries.js';
import { insertDraft, lockTemplate, nextOf, touched } from './write.js';

/** For how long back agents' edits count. */
const DAYS = 90;

/** The wording that most agents put in the place of a block. */
export async function commonInstead(
  database: Database,
  who: Principal,
  id: string,
  { language, block }: DraftFromEdits,
): Promise<string | null> {
  const { edits } = await useReport(database, who, id, DAYS);
  return edits.find((one) => one.language === language && one.block === block)?.instead?.text ?? null;
}

/** What agents keep doing to one block, as a draft for somebody to judge. Where one is being written already, it is not touched. */
export async function draftFromEdits(
  tx: Tx,
  who: Principal,
  id: string,
  { language, block, how }: DraftFromEdits,
  instead: string | null,
): Promise<TemplateVersion> {
  allow(who, 'template.write');
  const template = await lockTemplate(tx, id);
  if (await openVersion(tx.query, id, language)) throw conflict('draft-open');
  const version = await versionOf(tx.query, id, language, undefined);
  const changed = version?.content.blocks[block];
  if (
    !version ||
    !changed ||
    (how === 'replace' && !instead) ||
    (how === 'delete' && version.content.blocks.length === 1)
  )
    throw new Failure('not-found');
  const content: TemplateContent = {
    ...version.content,
    blocks:
      how === 'delete'
        ? version.content.blocks.toSpliced(block, 1)
        : version.content.blocks.with(block, { ...changed, full: instead! }),
  };
  await insertDraft(tx, who.name, { templateId: id, language, content, ...(await nextOf(tx, template, language)) });
  await touched(tx, id);
  return (await openVersion(tx.query, id, language))!;
}
