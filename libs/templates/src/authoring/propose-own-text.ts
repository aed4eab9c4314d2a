import { type Principal } from '@guichet/access';
import { Template, TemplateVersion, type Tx } from '@guichet/database';
import { Failure, conflict, newId } from '@guichet/platform';
import { lockTemplate } from './edit-template.js';
import { notifyApprovers } from './notify-of-review.js';
import { publishTemplateChanged } from './publish-template-changed.js';
import { adoptFiles } from './template-files.js';
import { assertMayWrite, assertTeamToUse } from './template-rights.js';
import { findVersion, versionsInUse } from './template-versions.queries.js';

/**
 * Proposes an agent's own text to a team, or to everybody (`teamId` null): a copy waits for those who approve there, and the agent's own
 * stays as it is. Returns the id of the copy. Throws `not-found`, also for what is not their own; `not-permitted`; `conflict` where it is
 * not in use, or a copy waits already; and `invalid-request` for a team that they do not know.
 */
export async function proposeTemplate(
  tx: Tx,
  who: Principal,
  { id: ownId, teamId }: { id: string; teamId: string | null },
): Promise<string> {
  const own = await lockTemplate(tx, who, ownId);
  if (own.ownerId === null) throw new Failure('not-found');
  assertMayWrite(who, own);
  if (teamId !== null) await assertTeamToUse(tx, who, teamId);
  const versions = await versionsInUse(tx, [ownId]);
  if (!versions.some(({ language }) => language === own.sourceLanguage)) throw conflict('template-not-usable');
  await assertNotProposed(tx, ownId);
  const id = newId();
  const [createdAt, updatedAt] = [tx.now, tx.now];
  const copy = { ...own, id, key: null, teamId, ownerId: null, proposedFromId: ownId, createdAt, updatedAt };
  await tx.repo(Template).insert(copy);
  for (const { language, content } of versions) {
    const attachments = await adoptFiles(tx, who, content.attachments);
    await tx.repo(TemplateVersion).insert({
      ...{ id: newId(), templateId: id, language, number: 1, state: 'review' },
      ...{ content: { ...content, attachments }, sourceNumber: language === own.sourceLanguage ? null : 1 },
      ...{ createdAt: tx.now, createdBy: who.name, createdById: who.id },
      ...{ submittedAt: tx.now, submittedBy: who.name, submittedById: who.id },
    });
    const version = await findVersion(tx, { templateId: id, language, number: 1 });
    if (version) await notifyApprovers(tx, who, { template: copy, version });
  }
  await publishTemplateChanged(tx, id, copy);
  return id;
}

/** One copy at a time: whoever decides on it would decide on the same text twice. */
async function assertNotProposed(tx: Tx, ownId: string): Promise<void> {
  const waiting = await tx.query(
    `select 1 from template t join template_version v on v.template_id = t.id
     where t.proposed_from_id = $1 and v.state in ('draft', 'review') and v.number = 1`,
    [ownId],
  );
  if (waiting.length > 0) throw conflict('already-proposed');
}
