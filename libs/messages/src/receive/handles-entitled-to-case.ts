import { handleKey } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { addParticipant, CONTINUES_DAYS } from './conversations-of-batch.js';

/**
 * The handles that may enter each of these cases by its reference: those that take part in it, which are added to `participants`, and those of
 * its citizen. What was only claimed lets nobody in, nor that two citizens were said to be one person. Nobody enters what is spam, or was closed
 * so long ago that no conversation goes on in it. Indexes `case_participant_pkey`, `handle_citizen`.
 */
export async function entitledIn(
  tx: Tx,
  caseIds: readonly string[],
  participants: Map<string, Set<string>>,
): Promise<Map<string, Set<string>>> {
  if (caseIds.length === 0) return new Map();
  const rows = await tx.query<Pick<Handle, 'type' | 'value'> & { caseId: string; takesPart: boolean }>(
    `with named as (
       select id, citizen_id from cases where id = any($1::uuid[]) and status <> 'spam'
         and (closed_at is null or closed_at > $2::timestamptz - make_interval(days => $3)))
     select p.case_id as "caseId", h.type, h.value, true as "takesPart" from named c join case_participant p on p.case_id = c.id
     join handle h on h.id = p.handle_id
     union all select c.id, h.type, h.value, false from named c join handle h on h.citizen_id = c.citizen_id and h.evidence <> 'claimed'`,
    [caseIds, tx.now, CONTINUES_DAYS],
  );
  for (const { caseId, takesPart, ...handle } of rows) if (takesPart) addParticipant(participants, caseId, handle);
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return new Map([...byCase].map(([caseId, handles]) => [caseId, new Set(handles.map(handleKey))]));
}
