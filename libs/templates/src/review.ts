import { allow, type Principal } from '@guichet/access';
import type { Language, ProviderTemplate, TemplateFinding, TemplateVersion, VersionState } from '@guichet/contracts';
import { TemplateVersion as VersionEntity, type Template, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { lock, lockToApproved, lockToSource, unreadable } from './lock.js';
import { openVersion, versionOf, versionsOf } from './template.queries.js';
import { lockTemplate, touched } from './write.js';

/** From which state each step leads where. */
const steps = {
  submit: { from: 'draft', to: 'review' },
  return: { from: 'review', to: 'draft' },
  approve: { from: 'review', to: 'approved' },
} as const satisfies Record<string, { from: VersionState; to: VersionState }>;

/** Which version, and in which state of its text it was read. */
export interface ReviewedVersion {
  language: Language;
  number: number;
  revision?: number | undefined;
}

async function versionToMove(
  tx: Tx,
  id: string,
  { language, number, revision }: ReviewedVersion,
  step: keyof typeof steps,
) {
  const template = await lockTemplate(tx, id);
  const version = await versionOf(tx.query, id, language, number);
  if (!version) throw new Failure('not-found');
  if (version.state !== steps[step].from) throw conflict('version-not-open');
  if (revision !== undefined && revision !== version.revision) throw conflict('draft-changed');
  return { template, version };
}

/** Done writing: it waits for whoever approves. What cannot be read at all is refused here already. */
export async function submitVersion(
  tx: Tx,
  who: Principal,
  id: string,
  which: ReviewedVersion,
): Promise<TemplateVersion> {
  allow(who, 'template.write');
  const { template, version } = await versionToMove(tx, id, which, 'submit');
  refuse(unreadable(version.content));
  // Whoever hands it in has seen that the source has changed.
  const source =
    template.sourceLanguage === which.language
      ? null
      : await versionOf(tx.query, id, template.sourceLanguage, undefined);
  await tx.repo(VersionEntity).update(
    { id: version.id },
    {
      state: steps.submit.to,
      sourceNumber: source?.number ?? version.sourceNumber,
      submittedAt: tx.now,
      submittedBy: who.name,
      remark: null,
    },
  );
  await touched(tx, id);
  return (await openVersion(tx.query, id, which.language))!;
}

/** Back to its author, with a word. */
export async function returnVersion(
  tx: Tx,
  who: Principal,
  id: string,
  which: ReviewedVersion,
  remark: string | undefined,
): Promise<TemplateVersion> {
  allow(who, 'template.approve');
  const { version } = await versionToMove(tx, id, which, 'return');
  await tx.repo(VersionEntity).update({ id: version.id }, { state: steps.return.to, remark: remark ?? null });
  await touched(tx, id);
  return (await openVersion(tx.query, id, which.language))!;
}

/** From now on answers are made from it; what was sent with the one before it stays as it is. */
export async function approveVersion(
  tx: Tx,
  who: Principal,
  approved: readonly ProviderTemplate[],
  id: string,
  which: ReviewedVersion,
): Promise<TemplateVersion> {
  allow(who, 'template.approve');
  const { template, version } = await versionToMove(tx, id, which, 'approve');
  const { language, number } = version;
  refuse(await findingsOf(tx, template, version, approved));
  await tx.repo(VersionEntity).update({ templateId: id, language, state: 'approved' }, { state: 'replaced' });
  await tx
    .repo(VersionEntity)
    .update({ id: version.id }, { state: steps.approve.to, approvedAt: tx.now, approvedBy: who.name, remark: null });
  if (language === template.sourceLanguage) await retireDiffering(tx, template, version);
  await touched(tx, id);
  return (await versionOf(tx.query, id, language, number))!;
}

/** A translation that now tells something else than its source is used no more: one discourse in every language. */
async function retireDiffering(tx: Tx, { id, sourceLanguage }: Template, source: TemplateVersion): Promise<void> {
  for (const version of await versionsOf(tx.query, id)) {
    const { language, state, content } = version;
    if (state !== 'approved' || language === sourceLanguage) continue;
    if (lockToSource(content, source.content, { language, sourceLanguage }).length > 0)
      await tx.repo(VersionEntity).update({ id: version.id }, { state: 'replaced' });
  }
}

async function findingsOf(
  tx: Tx,
  { id, sourceLanguage }: Template,
  { language, content }: TemplateVersion,
  approved: readonly ProviderTemplate[],
): Promise<TemplateFinding[]> {
  const tongues = { language, sourceLanguage };
  const own = [...lock(content, tongues), ...lockToApproved(content, approved, tongues)];
  const source = language === sourceLanguage ? null : await versionOf(tx.query, id, sourceLanguage, undefined);
  return source ? [...own, ...lockToSource(content, source.content, tongues)] : own;
}

function refuse(findings: readonly TemplateFinding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw conflict('template-not-approvable', { count: errors.length, findings: errors });
}

/** No language of it is used any more. Whoever calls stops what has not left, in the same transaction. */
export async function withdrawTemplate(tx: Tx, who: Principal, id: string, remark: string): Promise<void> {
  allow(who, 'template.approve');
  await lockTemplate(tx, id);
  const [changed] = (await tx.query(
    `update template_version set state = 'withdrawn', withdrawn_at = $2, withdrawn_by = $3, remark = $4
     where template_id = $1 and state in ('approved', 'replaced') returning id`,
    [id, tx.now, who.name, remark],
  )) as unknown as [unknown[]];
  if (changed.length === 0) throw conflict('version-not-open');
  await touched(tx, id);
}
