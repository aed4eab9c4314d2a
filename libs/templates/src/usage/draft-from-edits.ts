import { allow, type Principal } from '@guichet/access';
import { includedBlocks, type DraftFromEdits, type TemplateContent, type TemplateVersion } from '@guichet/contracts';
import type { Tx, Reader } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { openVersion, findVersion } from '../authoring/template-versions.queries.js';
import { assertMayWrite } from '../authoring/template-rights.js';
import { getUseReport } from './template-use-report.queries.js';
import { insertDraft, lockTemplate, nextVersion, markUpdated } from '../authoring/edit-template.js';

/** For how long back agents' edits count. */
const DAYS = 90;

/** The wording that most agents put in the place of a block. */
export async function commonReplacement(
  reader: Reader,
  who: Principal,
  { id, language, block }: DraftFromEdits & { id: string },
): Promise<string | null> {
  const { edits } = await getUseReport(reader, who, { templateId: id, days: DAYS });
  return edits.find((one) => one.language === language && one.block === block)?.instead?.text ?? null;
}

/**
 * Creates a draft from the change that agents make most often to one block, for an author to review. A draft that
 * exists already is not changed.
 */
export async function draftFromEdits(
  tx: Tx,
  who: Principal,
  { id, language, block, how, instead }: DraftFromEdits & { id: string; instead: string | null },
): Promise<TemplateVersion> {
  allow(who, 'template.write');
  const template = await lockTemplate(tx, who, id);
  assertMayWrite(who, template);
  if (await openVersion(tx, id, language)) throw conflict('draft-open');
  const version = await findVersion(tx, { templateId: id, language, number: undefined });
  const changed = version?.content.blocks[block];
  if (
    !version ||
    !changed ||
    // What agents say instead would take the place of a shared block, which is changed on its own page.
    (how === 'replace' && (!instead || includedBlocks(changed.full).length > 0)) ||
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
  await insertDraft(tx, who, { templateId: id, language, content, ...(await nextVersion(tx, template, language)) });
  await markUpdated(tx, id);
  return (await openVersion(tx, id, language))!;
}
