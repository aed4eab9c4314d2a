import type { Principal } from '@guichet/access';
import type { TemplateReturn, TemplateVersion, VersionState, Language } from '@guichet/contracts';
import type { Reader, Template } from '@guichet/database';
import { Failure } from '@guichet/platform';

export interface VersionRow {
  id: string;
  templateId: string;
  language: Language;
  number: number;
  state: VersionState;
  content: TemplateVersion['content'];
  sourceNumber: number | null;
  revision: number;
  createdAt: Date;
  createdById: string | null;
  createdBy: string;
  submittedAt: Date | null;
  submittedById: string | null;
  submittedBy: string | null;
  approvedAt: Date | null;
  approvedById: string | null;
  approvedBy: string | null;
  confirmed: TemplateVersion['confirmed'];
  withdrawnAt: Date | null;
  withdrawnById: string | null;
  withdrawnBy: string | null;
  remark: string | null;
  returns: TemplateReturn[];
}

/** Each return of a version, oldest first. Index `template_return_version`. */
const RETURNS = `coalesce((select jsonb_agg(jsonb_build_object('at', r.at, 'byId', r.agent_id, 'by', r.agent_name, 'remark', r.remark, 'revision', r.revision,
    'submitted', case when r.submitted_at is not null
      then jsonb_build_object('at', r.submitted_at, 'byId', r.submitted_by_id, 'by', coalesce(r.submitted_by, '')) end) order by r.at, r.id)
  from template_return r where r.version_id = v.id), '[]')`;

const VERSION = `v.id, v.template_id as "templateId", v.language, v.number, v.state, v.content, v.source_number as "sourceNumber", v.revision,
  v.created_at as "createdAt", v.created_by as "createdBy", v.created_by_id as "createdById", v.submitted_at as "submittedAt", v.submitted_by as "submittedBy", v.submitted_by_id as "submittedById",
  v.approved_at as "approvedAt", v.approved_by as "approvedBy", v.approved_by_id as "approvedById", v.confirmed, v.withdrawn_at as "withdrawnAt", v.withdrawn_by as "withdrawnBy", v.withdrawn_by_id as "withdrawnById", v.remark,
  ${RETURNS} as returns`;

const step = (at: Date | null, byId: string | null, by: string | null) =>
  at ? { at: at.toISOString(), byId, by: by ?? '' } : null;

/** An instant of JSON has the form of Postgres. */
const withInstant = <Timed extends { at: string }>(timed: Timed): Timed => ({
  ...timed,
  at: new Date(timed.at).toISOString(),
});

const toVersion = (row: VersionRow): TemplateVersion => ({
  id: row.id,
  templateId: row.templateId,
  language: row.language,
  number: row.number,
  state: row.state,
  content: row.content,
  sourceNumber: row.sourceNumber,
  revision: row.revision,
  created: { at: row.createdAt.toISOString(), byId: row.createdById, by: row.createdBy },
  submitted: step(row.submittedAt, row.submittedById, row.submittedBy),
  approved: step(row.approvedAt, row.approvedById, row.approvedBy),
  confirmed: row.confirmed,
  withdrawn: step(row.withdrawnAt, row.withdrawnById, row.withdrawnBy),
  remark: row.remark,
  returns: row.returns.map(({ submitted, ...back }) => ({
    ...withInstant(back),
    submitted: submitted && withInstant(submitted),
  })),
});

/** All versions of a template in all languages, newest first. */
export async function listVersions(reader: Reader, templateId: string): Promise<TemplateVersion[]> {
  const rows = await reader.query<VersionRow>(
    `select ${VERSION} from template_version v where v.template_id = $1 order by v.created_at desc, v.number desc, v.language`,
    [templateId],
  );
  if (rows.length === 0) throw new Failure('not-found');
  return rows.map(toVersion);
}

/** Returns one version by its number, or the approved version without a number. Returns null when there is none. */
export async function findVersion(
  reader: Reader,
  { templateId, language, number }: { templateId: string; language: Language; number: number | undefined },
): Promise<TemplateVersion | null> {
  const [row] = await reader.query<VersionRow>(
    `select ${VERSION} from template_version v where v.template_id = $1 and v.language = $2
       and case when $3::int is null then v.state = 'approved' else v.number = $3 end`,
    [templateId, language, number ?? null],
  );
  return row ? toVersion(row) : null;
}

/** When the version that came right after one was approved; null: none was. Index `template_version_number`. */
export async function replacedAt(
  reader: Reader,
  { templateId, language, number }: Pick<TemplateVersion, 'templateId' | 'language' | 'number'>,
): Promise<Date | null> {
  const [next] = await reader.query<{ approvedAt: Date | null }>(
    `select approved_at as "approvedAt" from template_version
     where template_id = $1 and language = $2 and number > $3 and state not in ('draft', 'review') order by number limit 1`,
    [templateId, language, number],
  );
  return next?.approvedAt ?? null;
}

/** The draft, or what is being reviewed, of a language. */
export async function openVersion(
  reader: Reader,
  templateId: string,
  language: Language,
): Promise<TemplateVersion | null> {
  const [row] = await reader.query<VersionRow>(
    `select ${VERSION} from template_version v where v.template_id = $1 and v.language = $2 and v.state in ('draft', 'review')`,
    [templateId, language],
  );
  return row ? toVersion(row) : null;
}

/** The versions in use of several templates, in all their languages. Index `template_version_approved`. */
export async function versionsInUse(reader: Reader, templateIds: readonly string[]): Promise<TemplateVersion[]> {
  const rows = await reader.query<VersionRow>(
    `select ${VERSION} from template_version v where v.template_id = any($1) and v.state = 'approved'`,
    [templateIds],
  );
  return rows.map(toVersion);
}

/** The version of the source that is in use; before the first is approved, the one that is written together with its translation. */
export async function sourceOf(
  reader: Reader,
  { id, sourceLanguage }: Pick<Template, 'id' | 'sourceLanguage'>,
): Promise<TemplateVersion | null> {
  const approved = await findVersion(reader, { templateId: id, language: sourceLanguage, number: undefined });
  return approved ?? openVersion(reader, id, sourceLanguage);
}

/** Has the agent written or submitted this version? */
export const isAuthorOf = (who: Pick<Principal, 'id'>, version: TemplateVersion | null): boolean =>
  version?.created.byId === who.id || version?.submitted?.byId === who.id;

/**
 * The version of the source with which a translation is compared as it is read: the next one, where the reader writes both, or where the
 * translation was submitted with it; else that in use.
 */
export async function sourceBeside(
  reader: Reader,
  who: Pick<Principal, 'id'>,
  { language, ...template }: Pick<Template, 'id' | 'sourceLanguage'> & { language: Language },
): Promise<TemplateVersion | null> {
  const next = await openVersion(reader, template.id, template.sourceLanguage);
  const translation = await openVersion(reader, template.id, language);
  const isTogether = translation?.state === 'review' && translation.sourceNumber === next?.number;
  return next && (isTogether || isAuthorOf(who, next)) ? next : sourceOf(reader, template);
}
