import { AFTER_LEAVING, parameters, type Scope } from '@guichet/access';
import type { Actor, NotificationAbout } from '@guichet/contracts';
import { Case, CaseRestriction, type Reader, type Tx } from '@guichet/database';
import { notify, type NewNotification } from '@guichet/notifications';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { lockMerged, saveRestriction } from './lock-and-restrict-merged-cases.js';
import { agentsWhoMayOpen, agentsWith, mayOpen, namesOf, type NamedAgent } from './agents-who-may-open.queries.js';
import { publishRestriction, type Held } from './publish-restriction.js';

/** What one transaction locks at most. */
const BATCH = 50;
/** The indexes that have who is named beside a case take 160 of them. */
const MOST_HEIRS = 100;

/**
 * A restricted case never is open to nobody: where none of its named agents is active and reaches its team any more, it
 * falls to those who may restrict cases there. Whoever sees it only because it is assigned to them is not enough. For one agent, whose rights have changed, or for all cases, as roles also end by
 * the clock. A case of a team that nobody reaches waits for somebody who does, and lets the others pass. Returns whether there are
 * more. Index `cases_restricted`.
 */
export async function keepRestrictedCasesAccessible(tx: Tx, agentId: string | null = null): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `select c.id from cases c where c.restricted_to is not null and ($1::uuid is null or $1 = any(c.restricted_to))
       and not exists (select 1 from agent a where a.id = any(c.restricted_to) and ${mayOpen('c.team_id')})
       and exists (select 1 from agent a where ${mayOpen('c.team_id')})
     order by c.id limit ${BATCH}`,
    [agentId],
  );
  for (const { id } of rows) {
    const merged = await lockMerged(tx, id);
    const item = await tx.repo(Case).findOneByOrFail({ id });
    const was = { teamId: item.teamId, assigneeId: item.assigneeId };
    const notifications = await nameOthersIfNobodyIsLeft(tx, { item, merged, was, actor: tx.actor });
    if (!notifications) continue;
    await saveCase(tx, item);
    await notify(tx, notifications);
  }
  return rows.length === BATCH;
}

/**
 * Names others for a locked case where nobody who is named can open it, as after it went to another team (`was`: who had it). Returns what
 * those are to be notified of, null where it did nothing; the caller saves the case, and then notifies.
 */
export async function nameOthersIfNobodyIsLeft(
  tx: Tx,
  { item, merged, was, actor }: { item: Case; merged: readonly Case[]; was: Held; actor: Actor },
): Promise<NewNotification[] | null> {
  const before = item.restrictedTo;
  if (!before || (await agentsWhoMayOpen(tx.query, { teamId: item.teamId, assigneeId: null }, before)).length > 0)
    return null;
  const heirs = await heirsOf(tx, item);
  if (heirs.length === 0) return null;
  item.restrictedTo = heirs.map(({ id }) => id);
  const known = await tx.repo(CaseRestriction).findOneByOrFail({ caseId: item.id });
  const { caseId: _, ...restriction } = known;
  const names = { added: heirs.map(({ name }) => name), removed: await namesOf(tx.query, before) };
  const data = { type: 'restriction-changed', reason: known.reason, ...names, because: 'nobody-left' } as const;
  const { id: entryId } = await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor });
  const dedupeKey = `named-for-restricted:${entryId}`;
  if (item.assigneeId && !item.restrictedTo.includes(item.assigneeId)) item.assigneeId = null;
  await saveRestriction(tx, { cases: [item, ...merged], restriction });
  await publishRestriction(tx, { cases: [item, ...merged], before, was });
  const about: NotificationAbout = { type: 'named-for-restricted', instead: names.removed };
  return heirs
    .filter(({ id }) => actor.kind !== 'agent' || actor.id !== id)
    .map(({ id: agentId }) => ({ agentId, caseId: item.id, about, dedupeKey }));
}

/** To whom a case falls, the first first: where nobody has one of them, to those who have the next. */
const HEIRS = ['case.restrict', 'agent.manage', 'case.break-glass', 'case.read'] as const;

/** For so long it counts that somebody ended the emergency access of another agent. */
const LATELY = `interval '90 days'`;

/**
 * Who may restrict cases of the team; where nobody may, who manages agents and sees them; then who may break their glass, and last
 * whoever works there: nobody at all would be worse. Whose emergency access to the case somebody else has lately ended, comes after
 * all these but the last. Never who is about to leave. Nobody only where nobody sees the cases of the team. Index
 * `break_glass_case`.
 */
async function heirsOf(
  reader: Pick<Reader, 'query'>,
  { id, teamId }: Pick<Case, 'id' | 'teamId'>,
  leaving: string | null = null,
): Promise<NamedAgent[]> {
  // That it has ended says little: they may have closed it themselves, and whoever changes who is named ends it for everybody.
  const ended = await reader.query<{ agentId: string }>(
    `select agent_id as "agentId" from break_glass where case_id = $1 and ended_at > now() - ${LATELY} and ended_by_id <> agent_id`,
    [id],
  );
  const last = new Set(ended.map(({ agentId }) => agentId));
  let others: NamedAgent[] = [];
  for (const permission of HEIRS) {
    if (permission === 'case.read' && others.length > 0) break;
    const all = await agentsWith(reader.query, permission, teamId);
    const agents = all.filter((agent) => agent.id !== leaving);
    const heirs = agents.filter((agent) => !last.has(agent.id));
    if (heirs.length > 0) return heirs.slice(0, MOST_HEIRS);
    if (others.length === 0) others = agents;
  }
  return others.slice(0, MOST_HEIRS);
}

/** The cases whose new agents are told by name. */
const LOOKED_AT = 50;

/**
 * The restricted cases of the teams of a scope that pass to others once an agent is deactivated, or loses one role (`grantId`), and to
 * whom: nobody else who is named could open them then. It says how many there are, and nothing else of them.
 */
export async function restrictedCasesLeft(
  reader: Pick<Reader, 'query'>,
  { agentId, grantId, teams }: { agentId: string; grantId: string | null; teams: Scope },
): Promise<{ count: number; to: NamedAgent[] }> {
  const { values, bind } = parameters(agentId, grantId);
  const left = await reader.query<{ id: string; teamId: string }>(
    `with ${AFTER_LEAVING} select c.id, c.team_id as "teamId" from cases c where $1::uuid = any(c.restricted_to)
       and ${teams.sqlTeam('c.team_id', bind)} and not exists (select 1 from agent a where a.id = any(c.restricted_to) and ${mayOpen('c.team_id')}) order by c.id`,
    values,
  );
  const heirs = new Map<string, NamedAgent>();
  for (const item of left.slice(0, LOOKED_AT))
    for (const heir of await heirsOf(reader, item, agentId)) heirs.set(heir.id, heir);
  return { count: left.length, to: [...heirs.values()] };
}
