import type { DeliveryStatus } from '@guichet/contracts';
import type { Tx } from '@guichet/database';

/** States of a delivery that an agent must look at, in SQL; the first of them is shown. */
const WORST_FIRST = `array['failed', 'blocked', 'unknown']`;

/** SQL condition on the entry `e`: a message that acknowledges another one by itself, which answers nothing. */
export const IS_ACKNOWLEDGEMENT = `coalesce(e.data -> 'flags' ? 'acknowledgement', false)`;

/**
 * What is wrong with the answers of a case, which acknowledgements are not: what became of one that did not leave, or may not have arrived, as long as
 * nothing that was written after it was known has arrived. What was sent in side conversations says so there. Index `delivery_case`.
 */
export async function deliveryProblemOf(tx: Tx, caseId: string): Promise<DeliveryStatus | null> {
  const [row] = await tx.query<{ problem: DeliveryStatus | null }>(
    `select (${WORST_FIRST})[min(array_position(${WORST_FIRST}, d.state))] as problem from delivery d
     where d.case_id = $1 and d.side_conversation_id is null and d.state in ('failed', 'unknown', 'blocked')
       and not exists (select 1 from timeline_entry e where e.id = d.entry_id and ${IS_ACKNOWLEDGEMENT}) and not exists (
       select 1 from delivery later join timeline_entry e on e.id = later.entry_id
       where later.case_id = d.case_id and later.entry_id > d.entry_id and later.state in ('sent', 'delivered', 'read')
         and e.at > d.changed_at and not ${IS_ACKNOWLEDGEMENT})`,
    [caseId],
  );
  return row!.problem;
}
