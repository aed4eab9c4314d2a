import type { Case, Tx } from '@guichet/database';

/**
 * Publishes that it has changed who sees these cases. `case.changed` reaches those who see them now. Everybody who may have had one
 * on their screen hears that it is to go from there: those who were named (`before`), or the whole team where nobody was.
 */
export function publishRestriction(
  tx: Tx,
  { cases, before }: { cases: readonly Case[]; before: readonly string[] | null },
): void {
  for (const { id: caseId, teamId, status, restrictedTo } of cases) {
    tx.publish('case.changed', { fields: ['restricted'], status }, { caseId, teamIds: [teamId] });
    if (!restrictedTo) continue;
    // Without the case as its audience: those who are to hear it see it no longer.
    if (!before) tx.publish('case.withdrawn', { caseId }, { teamIds: [teamId] });
    for (const agentId of before ?? [])
      if (!restrictedTo.includes(agentId)) tx.publish('case.withdrawn', { caseId }, { agentId });
  }
}
