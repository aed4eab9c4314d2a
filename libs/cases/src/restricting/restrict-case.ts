import { actorOf, caseFor, scope, type Principal } from '@guichet/access';
import type { Activity, RestrictCase } from '@guichet/contracts';
import { CaseRestriction, type Case, type Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { publishUnassigned } from '../verbs/publish-unassigned.js';
import { assertNamed } from './assert-named.js';
import { lockMerged, saveRestriction } from './lock-and-restrict-merged-cases.js';
import { agentsWhoMayOpen, namesOf } from './agents-who-may-open.queries.js';
import { publishRestriction } from './publish-restriction.js';

/**
 * Restricts a case to named agents, or names others: nobody else sees it from then on, whatever their roles. Whoever is named may
 * name others, and nobody else: whoever has broken its glass would make that last. To restrict a case for the first time needs
 * `case.restrict`. Its assignee is always one of those who are named. What was merged into it is restricted with it.
 *
 * @throws Failure `not-found`, `not-permitted`, `conflict` for a merged case, `invalid-request` for an agent who may not see the team.
 */
export async function restrictCase(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: RestrictCase },
): Promise<void> {
  const merged = await lockMerged(tx, id);
  const item = await caseFor(tx, who, { id, permission: 'case.read' });
  if (!item.restrictedTo) assertMayRestrict(who, item);
  assertNamed(who, item);
  const agentIds = [...new Set(wanted.agentIds)];
  const agents = await agentsWhoMayOpen(tx.query, item, agentIds);
  const missing = agentIds.findIndex((one) => !agents.some((agent) => agent.id === one));
  if (missing >= 0) throw wrongField(`agentIds.${missing}`, 'no-such-agent');
  const before = item.restrictedTo;
  const known = await tx.repo(CaseRestriction).findOneBy({ caseId: id });
  const { reason, detail } = wanted;
  const isSame = before?.length === agentIds.length && before.every((one) => agentIds.includes(one));
  if (isSame && known?.reason === reason && known.detail === detail) return;
  const activity: Activity = before
    ? { type: 'restriction-changed', reason, ...(await namesOfChange(tx, before, agentIds)) }
    : { type: 'restricted', reason, detail, agents: agents.map(({ name }) => name) };
  item.restrictedTo = agentIds;
  await append(tx, who, { item, activity });
  await unassignOthers(tx, who, item);
  await saveCase(tx, item);
  const byName = known?.byName ?? who.name;
  await saveRestriction(tx, {
    cases: [item, ...merged],
    restriction: { reason, detail, byName, at: known?.at ?? tx.now },
  });
  await publishRestriction(tx, { cases: [item, ...merged], before });
}

/**
 * Lifts the restriction of a case, and of what was merged into it: whoever sees the cases of its team sees it again. That is for
 * those who are named and may restrict cases.
 *
 * @throws Failure `not-found`, `not-permitted`, `conflict` for a merged case.
 */
export async function liftRestriction(tx: Tx, who: Principal, id: string): Promise<void> {
  const merged = await lockMerged(tx, id);
  const item = await caseFor(tx, who, { id, permission: 'case.read' });
  assertMayRestrict(who, item);
  assertNamed(who, item);
  if (!item.restrictedTo) return;
  item.restrictedTo = null;
  await append(tx, who, { item, activity: { type: 'restriction-lifted' } });
  await saveCase(tx, item);
  await saveRestriction(tx, { cases: [item, ...merged], restriction: null });
  await publishRestriction(tx, { cases: [item, ...merged], before: null });
}

function assertMayRestrict(who: Principal, item: Case): void {
  if (!scope(who, 'case.restrict').admits(item)) throw new Failure('not-permitted');
}

const append = (tx: Tx, who: Principal, { item, activity }: { item: Case; activity: Activity }) =>
  appendEntry(tx, { item, entry: { kind: 'activity', data: activity }, actor: actorOf(who) });

async function namesOfChange(
  tx: Tx,
  before: readonly string[],
  after: readonly string[],
): Promise<{ added: string[]; removed: string[] }> {
  return {
    added: await namesOf(tx.query, after.filter((id) => !before.includes(id))), // prettier-ignore
    removed: await namesOf(tx.query, before.filter((id) => !after.includes(id))), // prettier-ignore
  };
}

/** An assignee who is not named would keep a case that they can no longer open. */
async function unassignOthers(tx: Tx, who: Principal, item: Case): Promise<void> {
  if (!item.assigneeId || item.restrictedTo!.includes(item.assigneeId)) return;
  const [from] = await namesOf(tx.query, [item.assigneeId]);
  await publishUnassigned(tx, [{ caseId: item.id, from: item.assigneeId, to: null }]);
  item.assigneeId = null;
  await append(tx, who, { item, activity: { type: 'assigned', from: from ?? null, to: null, toId: null } });
}
