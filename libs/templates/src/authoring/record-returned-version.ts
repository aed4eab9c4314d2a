import type { Principal } from '@guichet/access';
import type { TemplateVersion } from '@guichet/contracts';
import { TemplateReturn, type Template, type Tx } from '@guichet/database';
import { notify } from '@guichet/notifications';
import { newId } from '@guichet/platform';
import { authorsOf } from './notify-of-review.js';

/** Keeps that a version was returned, and notifies those who have written and submitted it. */
export async function recordReturnedVersion(
  tx: Tx,
  who: Principal,
  { template, version, remark }: { template: Template; version: TemplateVersion; remark: string | null },
): Promise<void> {
  const { submitted } = version;
  const id = newId();
  await tx.repo(TemplateReturn).insert({
    ...{ id, versionId: version.id, agentId: who.id, agentName: who.name, remark, at: tx.now },
    revision: version.revision,
    ...{ submittedAt: submitted && new Date(submitted.at), submittedBy: submitted?.by ?? null },
    submittedById: submitted?.byId ?? null,
  });
  const about = {
    ...{ type: 'template-returned' as const, by: who.name, templateId: template.id, language: version.language },
    ...{ title: template.title, reason: remark },
  };
  await notify(
    tx,
    (await authorsOf(tx, who, { template, version })).map(({ id: agentId }) => ({
      ...{ agentId, caseId: null, about, dedupeKey: `template-returned:${id}` },
    })),
  );
}
