import type { Actor } from '@guichet/contracts';
import { Case, CaseRestriction, type Tx } from '@guichet/database';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { lockMerged, saveRestriction } from './cases-merged-into.js';
import { agentsWhoMayOpen, agentsWith, mayOpen, namesOf, type NamedAgent } from './named-agents.queries.js';
import { publishRestriction } from './publish-restriction.js';

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
export async function keepRestrictedOpen(tx: Tx, agentId: string | null = null): Promise<boolean> {
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
    if (await nameOthersIfNobodyIsLeft(tx, { item, merged, actor: tx.actor })) await saveCase(tx, item);
  }
  return rows.length === BATCH;
}

/**
 * Names others for a locked case where nobody who is named can open it, as after it went to another team. Returns whether it did;
 * the caller saves the case.
 */
export async function nameOthersIfNobodyIsLeft(
  tx: Tx,
  { item, merged, actor }: { item: Case; merged: readonly Case[]; actor: Actor },
): Promise<boolean> {
  const before = item.restrictedTo;
  if (!before || (await agentsWhoMayOpen(tx.query, { teamId: item.teamId, assigneeId: null }, before)).length > 0)
    return false;
  const heirs = await heirsOf(tx, item.teamId);
  if (heirs.length === 0) return false;
  item.restrictedTo = heirs.map(({ id }) => id);
  const known = await tx.repo(CaseRestriction).findOneByOrFail({ caseId: item.id });
  const { caseId: _, ...restriction } = known;
  const names = { added: heirs.map(({ name }) => name), removed: await namesOf(tx.query, before) };
  const data = { type: 'restriction-changed', reason: known.reason, ...names, because: 'nobody-left' } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor });
  if (item.assigneeId && !item.restrictedTo.includes(item.assigneeId)) item.assigneeId = null;
  await saveRestriction(tx, { cases: [item, ...merged], restriction });
  publishRestriction(tx, { cases: [item, ...merged], before });
  return true;
}

/** To whom a case falls, the first first: where nobody has one of them, to those who have the next. */
const HEIRS = ['case.restrict', 'agent.manage', 'case.break-glass', 'case.read'] as const;

/**
 * Who may restrict cases of the team; where nobody may, who manages agents and sees them; then who may break their glass, and last
 * whoever works there: nobody at all would be worse. Nobody only where nobody sees the cases of the team.
 */
async function heirsOf(tx: Tx, teamId: string): Promise<NamedAgent[]> {
  for (const permission of HEIRS) {
    const agents = await agentsWith(tx.query, permission, teamId);
    if (agents.length > 0) return agents.slice(0, MOST_HEIRS);
  }
  return [];
}
