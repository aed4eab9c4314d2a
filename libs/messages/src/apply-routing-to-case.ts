import { appendEntries, caseTypeName, mayKeepCaseType, publishSectorMoves, saveCases } from '@guichet/cases';
import type { Actor } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import type { Rerouted } from '@guichet/routing';

const ROUTING: Actor = { kind: 'system', name: 'Routing' };

/**
 * Changes a case as rules have decided. It is locked. A type of a sector that it leaves stays behind, as when agents give it away.
 * `isOneOfMany`: whoever gets it is notified at the end, of all cases at once. Returns whether it has moved.
 */
export async function applyRoutingToCase(
  tx: Tx,
  item: Case,
  { activities, isOneOfMany = false, ...fields }: Rerouted & { isOneOfMany?: boolean },
): Promise<boolean> {
  const { id: caseId, teamId: fromTeamId, caseTypeId } = item;
  const isMoved = fields.teamId !== fromTeamId;
  Object.assign(item, fields);
  const written = [...activities];
  // What was for the team that it leaves is over.
  if (isMoved) item.handoverEntryId = null;
  if (isMoved && item.caseTypeId === caseTypeId && !(await mayKeepCaseType(tx, caseTypeId, item.teamId))) {
    written.push({ type: 'case-type', from: await caseTypeName(tx, caseTypeId), to: null });
    item.caseTypeId = null;
  }
  await appendEntries(
    tx,
    written.map((data) => ({ item, entry: { kind: 'activity', data }, actor: ROUTING })),
  );
  await saveCases(tx, [item]);
  const changed = [...written.map(({ type }) => type), ...(isMoved ? ['team'] : [])];
  const teamIds = [...new Set([fromTeamId, item.teamId])];
  const data = { fields: changed, status: item.status, ...(isOneOfMany && { isOneOfMany }) };
  tx.publish('case.changed', data, { caseId, teamIds });
  await publishSectorMoves(tx, [{ caseId, fromTeamId, toTeamId: item.teamId }]);
  return isMoved;
}
