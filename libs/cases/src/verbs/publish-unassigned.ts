import { seesWhatIsAssigned } from '@guichet/access';
import type { Tx } from '@guichet/database';

interface Reassigned {
  caseId: string;
  /** Who had it, and who has it now; null: nobody. */
  from: string | null;
  to: string | null;
}

/**
 * Tells whoever saw a case because it was assigned to them that it is to go from their screen. `case.changed` does not reach them any
 * more; to whoever sees it still, this says nothing. Nothing is asked where nobody had one of the cases.
 */
export async function publishUnassigned(tx: Tx, cases: readonly Reassigned[]): Promise<void> {
  const left = cases.flatMap(({ caseId, from, to }) => (from && from !== to ? [{ caseId, agentId: from }] : []));
  if (left.length === 0) return;
  const seeing = await tx.query<{ id: string }>(
    `select a.id from agent a where a.id = any($1::uuid[]) and ${seesWhatIsAssigned('a')}`,
    [left.map(({ agentId }) => agentId)],
  );
  for (const { caseId, agentId } of left)
    if (seeing.some(({ id }) => id === agentId)) tx.publish('case.withdrawn', { caseId }, { agentId });
}
