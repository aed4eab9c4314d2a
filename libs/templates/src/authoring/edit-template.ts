import {
  allow,
  assertSectorToUse,
  visibleTemplates,
  parameters,
  type Principal,
  type TemplatePlace,
} from '@guichet/access';
import type { CreateTemplate, Language, TemplateContent, TemplateVersion, UpdateTemplate } from '@guichet/contracts';
import { Template, TemplateVersion as VersionEntity, type Tx } from '@guichet/database';
import { Failure, conflict, wrongField, newId } from '@guichet/platform';
import { templatesWithBlock } from '../blocks/shared-blocks.queries.js';
import { publishTemplateChanged } from './publish-template-changed.js';
import { adoptFiles, freeFiles } from './template-files.js';
import { assertMayApprove, assertMayCorrect, assertMayWrite, placeFor } from './template-rights.js';
import { usualContent } from './usual-blocks.queries.js';
import { openVersion, listVersions, sourceOf } from './template-versions.queries.js';

/**
 * A new intention, with its first draft, which begins with what texts usually have where nothing is given. Returns its id. Throws `not-permitted`, and `invalid-request` for a sector or a team that the
 * agent does not know.
 */
export async function createTemplate(tx: Tx, who: Principal, wanted: CreateTemplate): Promise<string> {
  const { language, scope = 'everybody', teamId = null, isBlock = false, content: _, ...meta } = wanted;
  const place = await placeFor(tx, who, { scope, teamId });
  assertOrder(wanted);
  assertSectorIsFree({ ...place, isBlock }, wanted.sectorId);
  if (isBlock && scope !== 'everybody') throw wrongField('scope', 'block-of-everybody');
  await assertSectorToUse(tx, who, wanted.sectorId);
  const content = wanted.content ?? (await usualContent(tx, who, language));
  const id = newId();
  await tx.repo(Template).insert({
    id,
    key: null,
    ...meta,
    ...place,
    isBlock,
    sourceLanguage: language,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  const attachments = await adoptFiles(tx, who, content.attachments);
  const own = { ...content, attachments };
  await insertDraft(tx, who, { templateId: id, language, number: 1, content: own, sourceNumber: null });
  await publishTemplateChanged(tx, id, { ...place, sectorId: wanted.sectorId });
  return id;
}

/**
 * Changes how a template is named, described and found, and when it may be used. Once a version was submitted, that is part of
 * what is reviewed and approved: agents choose a text by its title. The days are for those who approve from the beginning.
 *
 * @throws Failure `not-found`; `not-permitted`; `invalid-request` where the last day is before the first, or for a sector that the
 *   agent does not know; `block-in-use` for days of a block that a text in use includes
 */
export async function updateTemplate(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: UpdateTemplate },
): Promise<void> {
  const before = await lockTemplate(tx, who, id);
  assertMayWrite(who, before);
  const changed = changedFields(before, wanted);
  const isReviewed = changed.some((field) => DAYS.has(field)) || (changed.length > 0 && (await wasSubmitted(tx, id)));
  if (isReviewed && before.ownerId === null) assertMayApprove(who, before);
  if (before.isBlock && changed.some((field) => DAYS.has(field))) await assertDaysMayChange(tx, who, { id, wanted });
  assertOrder({ ...before, ...wanted });
  assertSectorIsFree(before, wanted.sectorId);
  if (wanted.sectorId !== before.sectorId) await assertSectorToUse(tx, who, wanted.sectorId);
  await tx.repo(Template).update({ id }, { ...wanted, updatedAt: tx.now });
  await publishTemplateChanged(tx, id, before, {
    ...before,
    sectorId: wanted.sectorId === undefined ? before.sectorId : wanted.sectorId,
  });
}

const DAYS: ReadonlySet<string> = new Set(['validFrom', 'validUntil'] satisfies (keyof UpdateTemplate)[]);

/** A block that has a last day, or a first one to come, leaves the texts that include it as its withdrawal does. */
async function assertDaysMayChange(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: UpdateTemplate },
): Promise<void> {
  if (!wanted.validFrom && !wanted.validUntil) return;
  const { length: count } = await templatesWithBlock(tx, who, id);
  if (count > 0) throw conflict('block-in-use', { count });
}

/** The fields that would not be as they are. */
const changedFields = (before: Template, wanted: UpdateTemplate): string[] =>
  (Object.keys(wanted) as (keyof UpdateTemplate)[]).filter(
    (field) => wanted[field] !== undefined && JSON.stringify(wanted[field]) !== JSON.stringify(before[field]),
  );

/** Whether a version is being reviewed, was approved or withdrawn. One that was returned to its author is a draft again. */
async function wasSubmitted(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query(`select 1 from template_version where template_id = $1 and state <> 'draft' limit 1`, [
    id,
  ]);
  return rows.length > 0;
}

/** What is an agent's own or a team's is in no sector beside; what other texts include is everybody's. */
function assertSectorIsFree(
  { teamId, ownerId, isBlock }: TemplatePlace & { isBlock: boolean },
  sectorId: string | null | undefined,
): void {
  if (sectorId && (isBlock || teamId !== null || ownerId !== null)) throw wrongField('sectorId', 'no-such-sector');
}

function assertOrder({
  validFrom,
  validUntil,
}: {
  validFrom?: string | null | undefined;
  validUntil?: string | null | undefined;
}): void {
  if (validFrom && validUntil && validFrom > validUntil) throw wrongField('validUntil', 'ends-before');
}

/**
 * The template, locked: the order of all who lock it and cases is template, cases, deliveries.
 *
 * @throws Failure `not-permitted`; `not-found`, also for one that the agent does not know.
 */
export async function lockTemplate(tx: Tx, who: Principal, id: string): Promise<Template> {
  allow(who, 'template.read');
  const found = await tx.repo(Template).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  const { values, bind } = parameters(id);
  const [known] = await tx.query(
    `select 1 from template t where t.id = $1 and ${visibleTemplates(who, bind)('t')}`,
    values,
  );
  if (!found || !known) throw new Failure('not-found');
  return found;
}

/**
 * Saves the draft of a language, and creates one where there is none. `revision` is the revision that the author read,
 * so that a change that another agent saved meanwhile is not overwritten.
 */
export async function saveDraft(
  tx: Tx,
  who: Principal,
  {
    id,
    language,
    content: wanted,
    revision,
  }: { id: string; language: Language; content: TemplateContent; revision: number | null },
): Promise<TemplateVersion> {
  const template = await lockTemplate(tx, who, id);
  await assertMayCorrect(tx, who, { template, language });
  const open = await openVersion(tx, id, language);
  if (open?.state === 'review') throw conflict('version-not-open');
  if ((open?.revision ?? null) !== revision) throw conflict('draft-changed', { revision: open?.revision ?? null });
  const content = { ...wanted, attachments: await adoptFiles(tx, who, wanted.attachments) };
  if (open) {
    await tx.repo(VersionEntity).update({ id: open.id }, { content, revision: open.revision + 1 });
  } else {
    await insertDraft(tx, who, { templateId: id, language, content, ...(await nextVersion(tx, template, language)) });
  }
  await markUpdated(tx, id);
  return (await openVersion(tx, id, language))!;
}

/** The number of the next version, and of the source that a translation is made from. */
export async function nextVersion(tx: Tx, template: Pick<Template, 'id' | 'sourceLanguage'>, language: Language) {
  const versions = await listVersions(tx, template.id);
  const used = versions.flatMap((one) => (one.language === language ? one.number : []));
  if (language === template.sourceLanguage) {
    // The number of a draft that was deleted is not given again where a translation names it.
    const translated = versions.flatMap(({ sourceNumber }) => sourceNumber ?? []);
    return { number: Math.max(0, ...used, ...translated) + 1, sourceNumber: null };
  }
  const number = Math.max(0, ...used) + 1;
  const source = await sourceOf(tx, template);
  return { number, sourceNumber: source?.number ?? 0 };
}

export async function insertDraft(
  tx: Tx,
  by: Pick<Principal, 'id' | 'name'>,
  version: Pick<TemplateVersion, 'templateId' | 'language' | 'number' | 'content' | 'sourceNumber'>,
): Promise<void> {
  await tx.repo(VersionEntity).insert({
    id: newId(),
    ...version,
    state: 'draft',
    createdAt: tx.now,
    createdBy: by.name,
    createdById: by.id,
  });
}

export async function deleteDraft(
  tx: Tx,
  who: Principal,
  { id, language }: { id: string; language: Language },
): Promise<void> {
  const template = await lockTemplate(tx, who, id);
  await assertMayCorrect(tx, who, { template, language });
  const open = await openVersion(tx, id, language);
  if (open?.state === 'review') throw conflict('version-not-open');
  if (!open) return;
  await tx.repo(VersionEntity).delete({ id: open.id });
  await freeFiles(tx, open.content.attachments);
  const rest = await tx.repo(VersionEntity).countBy({ templateId: id });
  if (rest === 0) await tx.repo(Template).delete({ id });
  await publishTemplateChanged(tx, id, template);
}

export async function markUpdated(tx: Tx, id: string): Promise<void> {
  await tx.repo(Template).update({ id }, { updatedAt: tx.now });
  await publishTemplateChanged(tx, id, await tx.repo(Template).findOneByOrFail({ id }));
}
