import { allow, organisationOf, type Principal } from '@guichet/access';
import {
  type ConfirmedMeaning,
  type Language,
  type ProviderTemplate,
  type TemplateFinding,
  type TemplateVersion,
  type VersionState,
  type WithdrawTemplate,
} from '@guichet/contracts';
import { TemplateVersion as VersionEntity, type Template, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { checkIncludedBlocks } from '../blocks/check-included-blocks.js';
import { blockIdsOf } from '../blocks/expand-blocks.js';
import { countKeeping, lockBlocks } from '../blocks/shared-blocks.queries.js';
import { validateContent } from '../facts/check-meaning.js';
import { differingTranslations } from './differing-translations.js';
import { isAuthorOf, openVersion, findVersion, listVersions, sourceOf } from './template-versions.queries.js';
import { TextsIncludingBlock } from './texts-including-block.js';
import { notifyApprovers, notifyOfApproval, notifyOfWithdrawal, withdrawFromApprovers } from './notify-of-review.js';
import { notifyOfBlockChange } from './notify-of-block-change.js';
import { assertConfirmed, assertNoErrors, confirmedBy, findingsOf, unconfirmedAmong } from './review-findings.js';
import { assertMayApprove, assertMayCorrect, assertMayWrite, mayApprove } from './template-rights.js';
import { recordReturnedVersion } from './record-returned-version.js';
import { lockTemplate, markUpdated } from './edit-template.js';

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
  /** The keys of warnings that the approver takes for the same. */
  sameMeaning?: readonly string[] | undefined;
  /** Approved with it, both or none. */
  other?: Pick<ReviewedVersion, 'language' | 'number' | 'revision'> | undefined;
}

async function versionToMove(
  tx: Tx,
  who: Principal,
  {
    id,
    which: { language, number, revision },
    step,
    remark,
  }: { id: string; which: ReviewedVersion; step: keyof typeof steps; remark?: string | undefined },
) {
  const template = await lockTemplate(tx, who, id);
  if (step === 'submit') await assertMayCorrect(tx, who, { template, language });
  else if (step === 'approve') assertMayApprove(who, template);
  const version = await findVersion(tx, { templateId: id, language, number });
  const isTakenBack =
    step === 'return' && version?.submitted?.byId === who.id && (remark === undefined || !mayApprove(who, template));
  if (step === 'return' && !mayApprove(who, template)) {
    if (!isTakenBack) throw new Failure('not-permitted');
    await assertMayCorrect(tx, who, { template, language });
  }
  if (!version) throw new Failure('not-found');
  if (version.state !== steps[step].from) throw conflict('version-not-open');
  if (revision !== undefined && revision !== version.revision) throw conflict('draft-changed');
  await lockBlocks(tx, blockIdsOf(version.content));
  return { template, version, isTakenBack };
}

/**
 * Submits a version for approval. A content that cannot be rendered at all is refused here already. What is the agent's own is in use
 * from then on, where it says the same by every channel; nobody approves it.
 */
export async function submitVersion(
  tx: Tx,
  who: Principal,
  { id, which }: { id: string; which: ReviewedVersion },
): Promise<TemplateVersion> {
  const { template, version } = await versionToMove(tx, who, { id, which, step: 'submit' });
  const { findings, expanded } = await checkIncludedBlocks(tx, { ...version, isBlock: template.isBlock });
  assertNoErrors(findings.length > 0 ? findings : validateContent(expanded.content), which.language);
  if (template.ownerId !== null) return useOwn(tx, who, { template, version });
  // The agent who submits a translation has seen that its source has changed.
  const source = template.sourceLanguage === which.language ? null : await submittedSource(tx, who, template);
  await tx.repo(VersionEntity).update(
    { id: version.id },
    {
      state: steps.submit.to,
      sourceNumber: source?.number ?? version.sourceNumber,
      sourceRevision: source && source.state !== 'approved' ? source.revision : null,
      submittedAt: tx.now,
      submittedBy: who.name,
      submittedById: who.id,
      remark: null,
    },
  );
  await notifyApprovers(tx, who, { template, version });
  await markUpdated(tx, id);
  return (await openVersion(tx, id, which.language))!;
}

/**
 * Returns the source that a translation is made from, for whoever submits it. Who has written or submitted the next version of the source,
 * too, has corrected both languages together, so that it is that one, in whichever order they are submitted and approved. Where that version
 * is written on afterwards, its revision shows that the translation has not followed.
 */
async function submittedSource(tx: Tx, who: Principal, template: Template): Promise<TemplateVersion | null> {
  const open = await openVersion(tx, template.id, template.sourceLanguage);
  return isAuthorOf(who, open) ? open : sourceOf(tx, template);
}

/**
 * Returns a version to its author, with a remark, which stays in its history. Without a remark, whoever has submitted it takes it back:
 * nobody has judged it then, so that there is nothing to keep. It waits for nobody any more, so that nobody is notified of it.
 */
export async function returnVersion(
  tx: Tx,
  who: Principal,
  { id, which, remark }: { id: string; which: ReviewedVersion; remark: string | undefined },
): Promise<TemplateVersion> {
  const { template, version, isTakenBack } = await versionToMove(tx, who, { id, which, step: 'return', remark });
  const said = isTakenBack ? null : (remark ?? null);
  await tx.repo(VersionEntity).update({ id: version.id }, { state: steps.return.to, remark: said });
  await withdrawFromApprovers(tx, version);
  if (!isTakenBack) await recordReturnedVersion(tx, who, { template, version, remark: said });
  await markUpdated(tx, id);
  return (await openVersion(tx, id, which.language))!;
}

/**
 * From now on answers are made from it; what was sent with the one before it stays as it is. Throws `own-submission` where
 * the organisation asks for four eyes and the agent has submitted the version, and `meaning-unconfirmed` where words differ of
 * which the agent has not said that they mean the same, or a mention is missing that the law asks for. The approval of a block changes the texts that
 * include it, so that the same is asked of these. Of two languages that are approved together, the source is first, with which the other is
 * compared, and whose translation it is from then on. Both errors name the language of which they are.
 */
export async function approveVersion(
  tx: Tx,
  who: Principal,
  { which: { other, ...which }, ...approval }: Approval,
): Promise<TemplateVersion> {
  allow(who, 'template.approve');
  const template = await lockTemplate(tx, who, approval.id);
  const both = other ? [which, { ...other, sameMeaning: which.sameMeaning }] : [which];
  const isSource = ({ language }: ReviewedVersion) => Number(language === template.sourceLanguage);
  await approveInOrder(tx, who, {
    ...approval,
    template,
    versions: both.toSorted((a, b) => isSource(b) - isSource(a)),
  });
  return (await findVersion(tx, { templateId: approval.id, language: which.language, number: which.number }))!;
}

interface Approval {
  approved: readonly ProviderTemplate[];
  id: string;
  which: ReviewedVersion;
  /** What it is the translation of, where both were read together. */
  source?: Pick<ReviewedVersion, 'number'>;
}

interface InUse extends Reviewed {
  which: ReviewedVersion;
  findings: TemplateFinding[];
}

/** Puts a version in use that has no errors. What is to be confirmed of it is not asked yet. */
async function takeIntoUse(tx: Tx, who: Principal, { approved, id, which, source }: Approval): Promise<InUse> {
  const { template, version } = await versionToMove(tx, who, { id, which, step: 'approve' });
  if (version.submitted?.byId === who.id && (await organisationOf(tx)).fourEyesApproval)
    throw conflict('own-submission');
  const findings = await findingsOf(tx, { template, version, approved });
  assertNoErrors(unconfirmedAmong(findings, which.sameMeaning ?? []), version.language);
  if (source) await translateFrom(tx, version, source.number);
  await putInUse(tx, who, { template, version, confirmed: confirmedBy(findings) });
  return { template, version, which, findings };
}

type InOrder = Pick<Approval, 'approved' | 'id'> & { template: Template; versions: readonly ReviewedVersion[] };

/** Approves versions of several languages, the source first. What they change in other texts is looked at once all of them are in use. */
async function approveInOrder(tx: Tx, who: Principal, { approved, id, template, versions }: InOrder): Promise<void> {
  const including = template.isBlock ? await TextsIncludingBlock.read({ tx, who, approved }, id) : null;
  const inUse: InUse[] = [];
  for (const which of versions) {
    const [source] = inUse;
    inUse.push(await takeIntoUse(tx, who, { approved, id, which, ...(source && { source: source.version }) }));
  }
  const languages = inUse.map(({ version }) => version.language);
  const elsewhere = (await including?.changed({ languages, versionId: inUse[0]!.version.id })) ?? [];
  for (const [n, { version, which, findings }] of inUse.entries()) {
    const { language } = version;
    const sameMeaning = which.sameMeaning ?? [];
    const ofLanguage = elsewhere.filter(({ data }) => languageOf(data, languages) === (n === 0 ? undefined : language));
    assertNoErrors(unconfirmedAmong(ofLanguage, sameMeaning), language);
    assertConfirmed([...findings, ...ofLanguage], { language, sameMeaning });
  }
  await including?.confirm();
  for (const one of inUse) {
    await withdrawFromApprovers(tx, one.version);
    await notifyOfApproval(tx, who, one);
    const { id: key, language } = one.version;
    if (including) await notifyOfBlockChange(tx, who, { template, language, step: 'approved', key });
  }
  await markUpdated(tx, id);
}

/** In which of the languages that are approved after the first a text is that was changed; undefined: in another one, or in several. */
function languageOf({ template }: TemplateFinding['data'], [, ...later]: readonly Language[]): Language | undefined {
  const language = (template as { language?: Language } | undefined)?.language;
  return language && later.includes(language) ? language : undefined;
}

/**
 * A translation is of the source with which it is approved, whoever had begun that one and in whichever order they were submitted. Only a
 * draft takes another source: what waits for approval is one for as long as that takes.
 */
async function translateFrom(tx: Tx, { id, state }: TemplateVersion, sourceNumber: number): Promise<void> {
  const versions = tx.repo(VersionEntity);
  await versions.update({ id }, { state: 'draft' });
  await versions.update({ id }, { state, sourceNumber, sourceRevision: null });
}

interface Reviewed {
  template: Template;
  version: TemplateVersion;
}

async function putInUse(
  tx: Tx,
  who: Principal,
  { template, version, confirmed }: Reviewed & { confirmed: ConfirmedMeaning[] },
): Promise<void> {
  const { templateId, language } = version;
  await tx.repo(VersionEntity).update({ templateId, language, state: 'approved' }, { state: 'replaced' });
  await tx.repo(VersionEntity).update(
    { id: version.id },
    {
      ...{ state: steps.approve.to, approvedAt: tx.now, approvedBy: who.name, approvedById: who.id },
      ...{ confirmed, remark: null },
    },
  );
  if (language === template.sourceLanguage) await retireDiffering(tx, template, version);
}

async function useOwn(tx: Tx, who: Principal, { template, version }: Reviewed): Promise<TemplateVersion> {
  const { language, number } = version;
  assertNoErrors(await findingsOf(tx, { template, version, approved: [] }), language);
  await putInUse(tx, who, { template, version, confirmed: [] });
  await markUpdated(tx, template.id);
  return (await findVersion(tx, { templateId: template.id, language, number }))!;
}

/** Withdraws translations whose facts now differ from their source: all languages must state the same. */
async function retireDiffering(tx: Tx, template: Template, source: TemplateVersion): Promise<void> {
  for (const { id } of await differingTranslations(tx, template, source))
    await tx.repo(VersionEntity).update({ id }, { state: 'replaced' });
}

/** Throws `block-in-use` for a block that a text in use includes; for texts that the agent does not know, unless they said that it shall be so all the same. */
async function assertNotInUse(
  tx: Tx,
  who: Principal,
  { id, evenElsewhere }: { id: string; evenElsewhere: boolean },
): Promise<void> {
  const { known, hidden } = await countKeeping(tx, who, id);
  if (known > 0) throw conflict('block-in-use', { count: known });
  if (hidden > 0 && !evenElsewhere) throw conflict('block-in-use-elsewhere', { count: hidden });
}

/**
 * Withdraws a template in all its languages; a block only once no text in use includes it that others may use. The caller cancels the
 * replies that were not sent yet, in the same transaction.
 */
export async function withdrawTemplate(
  tx: Tx,
  who: Principal,
  { id, remark, evenElsewhere = false }: { id: string } & WithdrawTemplate,
): Promise<void> {
  const template = await lockTemplate(tx, who, id);
  if (template.ownerId === null) assertMayApprove(who, template);
  else assertMayWrite(who, template);
  if (template.isBlock) await assertNotInUse(tx, who, { id, evenElsewhere });
  const inUse = (await listVersions(tx, id)).filter(({ state }) => state === 'approved');
  const changed = await tx.query(
    `update template_version set state = 'withdrawn', withdrawn_at = $2, withdrawn_by = $3, remark = $4, withdrawn_by_id = $5
     where template_id = $1 and state in ('approved', 'replaced') returning id`,
    [id, tx.now, who.name, remark, who.id],
  );
  if (changed.length === 0) throw conflict('version-not-open');
  await markUpdated(tx, id);
  const authorIds = inUse.flatMap(({ created, submitted }) => [created.byId, submitted?.byId ?? null]);
  await notifyOfWithdrawal(tx, who, { template, authorIds, remark });
  const { sourceLanguage: language } = template;
  const key = `${id}:${tx.now.getTime()}`;
  if (template.isBlock) await notifyOfBlockChange(tx, who, { template, language, step: 'withdrawn', key });
}
