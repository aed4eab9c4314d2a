import { CaseRestriction, type Case, type Tx } from '@guichet/database';
import { publishUnassigned } from '../verbs/publish-unassigned.js';
import { lockMerged, saveRestriction } from './lock-and-restrict-merged-cases.js';
import { publishRestriction } from './publish-restriction.js';

/**
 * A locked case that is merged into a restricted one is for the same agents, with all that was merged into it before; the caller
 * saves it.
 */
export async function followRestriction(tx: Tx, item: Case, other: Case): Promise<void> {
  if (!other.restrictedTo || String(item.restrictedTo) === String(other.restrictedTo)) return;
  const { restrictedTo: before, assigneeId } = item;
  item.restrictedTo = other.restrictedTo;
  if (item.assigneeId && !item.restrictedTo.includes(item.assigneeId)) item.assigneeId = null;
  await publishUnassigned(tx, [{ caseId: item.id, from: assigneeId, to: item.assigneeId }]);
  const cases = [item, ...(await lockMerged(tx, item.id))] as const;
  const { caseId: _, ...restriction } = await tx.repo(CaseRestriction).findOneByOrFail({ caseId: other.id });
  await saveRestriction(tx, { cases, restriction });
  await publishRestriction(tx, { cases, before });
}

/** Why a case is restricted is said of another one, too, that is for the same agents. */
export async function copyRestriction(tx: Tx, from: Case, into: Case): Promise<void> {
  if (!from.restrictedTo) return;
  const { caseId: _, ...restriction } = await tx.repo(CaseRestriction).findOneByOrFail({ caseId: from.id });
  await tx.repo(CaseRestriction).upsert({ caseId: into.id, ...restriction }, ['caseId']);
}
