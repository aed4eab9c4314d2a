import { handleKey } from '@guichet/citizens';
import type { Tx } from '@guichet/database';

/**
 * The handles that may enter each of these cases by its reference: those that take part in it, and those of its citizen. What was only
 * claimed lets nobody in, nor that two citizens were said to be one person. Indexes `case_participant_pkey`, `handle_citizen`.
 */
export async function entitledIn(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Set<string>>> {
  if (caseIds.length === 0) return new Map();
  const rows = await tx.query<{ caseId: string; type: string; value: string }>(
    `select p.case_id as "caseId", h.type, h.value from case_participant p join handle h on h.id = p.handle_id where p.case_id = any($1::uuid[])
     union all select c.id, h.type, h.value from cases c join handle h on h.citizen_id = c.citizen_id and h.evidence <> 'claimed'
     where c.id = any($1::uuid[])`,
    [caseIds],
  );
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return new Map([...byCase].map(([caseId, handles]) => [caseId, new Set(handles.map(handleKey))]));
}
