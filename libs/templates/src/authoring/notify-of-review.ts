import { allow, holdsShared, organisationOf, reachesTeam, type Principal } from '@guichet/access';
import type { NotificationAbout, TemplateApprovers, TemplateVersion } from '@guichet/contracts';
import type { Reader, Template, Tx } from '@guichet/database';
import { notify, withdrawByKey } from '@guichet/notifications';
import { getTemplate } from './template.queries.js';

interface Reviewed {
  template: Template;
  version: TemplateVersion;
}

/** SQL: whether an agent `a` knows of the templates of a sector (`$2`) and of a team (`$3`), or of those of none. */
const KNOWS_PLACE = `($2::uuid is null or exists (
  select 1 from team t where t.sector_id = $2 and ${reachesTeam('case.read', { agent: 'a', team: 't.id' })}))
  and ($3::uuid is null or ${reachesTeam('case.read', { agent: 'a', team: '$3::uuid' })})`;

/** SQL: an agent `a` approves the templates of a team (`$3`), or of none. */
const APPROVES = `case when $3::uuid is null then ${holdsShared('template.approve', 'a')}
  else ${reachesTeam('template.approve', { agent: 'a', team: '$3::uuid' })} end`;

/** Notifies all who may approve a version that it waits for them, but for whoever has submitted it. */
export async function notifyApprovers(tx: Tx, who: Principal, reviewed: Reviewed): Promise<void> {
  const agents = await approversOf(tx, who, reviewed.template);
  await notifyAgents(tx, who, { ...reviewed, type: 'template-submitted', agents });
}

/** Withdraws what the approvers were notified of, as a version is a draft again or in use: there is nothing left for them to review. */
export async function withdrawFromApprovers(tx: Tx, { id, submitted }: TemplateVersion): Promise<void> {
  if (submitted) await withdrawByKey(tx, keyOf('template-submitted', id, Date.parse(submitted.at)));
}

/** One that was returned is submitted again. */
const keyOf = (type: Step, versionId: string, at: number): string => `${type}:${versionId}:${at}`;

/** All who approve the templates of a place, but for `who`. */
export const approversOf = (
  tx: Tx,
  who: Principal,
  { sectorId, teamId }: Pick<Template, 'sectorId' | 'teamId'>,
): Promise<{ id: string }[]> =>
  tx.query<{ id: string }>(`select a.id from agent a where a.id <> $1 and ${APPROVES} and ${KNOWS_PLACE}`, [
    who.id,
    sectorId,
    teamId,
  ]);

/**
 * All who may approve a template, by name, and whether another one has to than whoever submits it. An agent's own text is approved by
 * nobody. Throws `not-permitted`, and `not-found` for a template of which the reader
 * does not know.
 */
export async function listApprovers(reader: Reader, who: Principal, id: string): Promise<TemplateApprovers> {
  allow(who, 'template.read');
  const { scope } = await getTemplate(reader, who, id);
  const { fourEyesApproval } = await organisationOf(reader);
  if (scope === 'mine') return { items: [], fourEyes: false };
  const [place] = await reader.query<{ sectorId: string | null; teamId: string | null }>(
    `select sector_id as "sectorId", team_id as "teamId" from template where id = $1`,
    [id],
  );
  const items = await reader.query<{ id: string; name: string }>(
    `select a.id, a.name from agent a where $1::uuid is not null and ${APPROVES} and ${KNOWS_PLACE} order by a.name, a.id`,
    [id, place!.sectorId, place!.teamId],
  );
  return { items, fourEyes: fourEyesApproval };
}

/** Those of these authors of a template who may still read templates and know of its place, but for `who`. */
export const authorsToNotify = (
  tx: Tx,
  who: Principal,
  { sectorId, teamId, authorIds }: Pick<Template, 'sectorId' | 'teamId'> & { authorIds: readonly (string | null)[] },
): Promise<{ id: string }[]> =>
  tx.query<{ id: string }>(
    `select a.id from agent a where a.id <> $1 and a.id = any($4::uuid[]) and ${holdsShared('template.read', 'a')} and ${KNOWS_PLACE}`,
    [who.id, sectorId, teamId, authorIds.filter((id) => id !== null)],
  );

/** The agents to notify who have written and submitted a version. */
export const authorsOf = (tx: Tx, who: Principal, { template, version: { created, submitted } }: Reviewed) => {
  const { sectorId, teamId } = template;
  return authorsToNotify(tx, who, { sectorId, teamId, authorIds: [created.byId, submitted?.byId ?? null] });
};

/** Notifies those who have written and submitted a version that it is in use, but for whoever has approved it. */
export async function notifyOfApproval(tx: Tx, who: Principal, reviewed: Reviewed): Promise<void> {
  const agents = await authorsOf(tx, who, reviewed);
  await notifyAgents(tx, who, { ...reviewed, type: 'template-approved', agents });
}

/** Notifies those who have written what was in use of a template that it was withdrawn, and why, but for whoever has withdrawn it. */
export async function notifyOfWithdrawal(
  tx: Tx,
  who: Principal,
  { template, authorIds, remark }: { template: Template; authorIds: readonly (string | null)[]; remark: string },
): Promise<void> {
  const { id: templateId, sourceLanguage: language, title, sectorId, teamId } = template;
  const about = {
    ...{ type: 'template-withdrawn' as const, by: who.name, templateId, language, title },
    reason: remark,
  };
  const dedupeKey = `template-withdrawn:${templateId}:${tx.now.getTime()}`;
  const agents = await authorsToNotify(tx, who, { sectorId, teamId, authorIds });
  await notify(
    tx,
    agents.map(({ id: agentId }) => ({ agentId, caseId: null, about, dedupeKey })),
  );
}

type Step = Extract<NotificationAbout, { type: 'template-submitted' | 'template-approved' }>['type'];

async function notifyAgents(
  tx: Tx,
  who: Principal,
  { template, version, type, agents }: Reviewed & { type: Step; agents: readonly { id: string }[] },
): Promise<void> {
  const about = {
    ...{ type, by: who.name, templateId: template.id },
    ...{ language: version.language, title: template.title },
  };
  const dedupeKey = keyOf(type, version.id, tx.now.getTime());
  await notify(
    tx,
    agents.map(({ id: agentId }) => ({ agentId, caseId: null, about, dedupeKey })),
  );
}
