import type { Case, Tx } from '@guichet/database';
import { agentsWhoMayOpen } from './agents-who-may-open.queries.js';

export type Held = Pick<Case, 'teamId' | 'assigneeId'>;

/**
 * Publishes that it has changed who sees these cases. `case.changed` reaches those who see them now. Everybody who may have had one
 * on their screen hears that it is to go from there: those who were named (`before`) and whose roles show them the cases of its team,
 * or the whole team where nobody was. `was`: the team and the assignee that the first of the cases had until now.
 */
export async function publishRestriction(
  tx: Tx,
  { cases, before, was }: { cases: readonly Case[]; before: readonly string[] | null; was?: Held },
): Promise<void> {
  for (const item of cases) {
    const { id: caseId, teamId, status, restrictedTo } = item;
    tx.publish('case.changed', { fields: ['restricted'], status }, { caseId, teamIds: [teamId] });
    if (!restrictedTo) continue;
    // Without the case as its audience: those who are to hear it see it no longer.
    if (!before) tx.publish('case.withdrawn', { caseId }, { teamIds: [teamId] });
    const lost = before?.filter((agentId) => !restrictedTo.includes(agentId)) ?? [];
    if (lost.length === 0) continue;
    const held = (item === cases[0] && was) || item;
    for (const { id: agentId } of await agentsWhoMayOpen(tx.query, held, lost))
      tx.publish('case.withdrawn', { caseId }, { agentId });
  }
}
