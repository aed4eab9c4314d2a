import type { Case, Tx } from '@guichet/database';
import { saveCases } from '../timeline/write-cases-and-entries.js';

/**
 * Blocks scheduled replies that were to leave only if the citizen did not write, as the citizen has written: an agent decides
 * on them. The cases are locked, and their `lastInboundPosition` is known; that a reply was blocked is saved in them at once.
 * Index `delivery_cancel_if_citizen_replies`.
 */
export async function cancelOnReply(
  tx: Tx,
  cases: readonly Pick<Case, 'id' | 'teamId' | 'version' | 'lastInboundPosition' | 'deliveryProblem'>[],
): Promise<void> {
  // A row that is locked though its case is ours is just being taken to be sent: that one has left.
  const stopped = await tx.query<{ entryId: string; caseId: string }>(
    `with written as (
       select d.entry_id from unnest($1::uuid[], $2::int[]) w(case_id, position)
       join delivery d on d.case_id = w.case_id and d.state = 'scheduled' and d.cancel_if_citizen_replies
       join timeline_entry e on e.id = d.entry_id and e.position < w.position
       for update of d skip locked)
     update delivery d set state = 'blocked', reason = 'citizen-wrote', changed_at = $3
     from written where d.entry_id = written.entry_id returning d.entry_id as "entryId", d.case_id as "caseId"`,
    [cases.map(({ id }) => id), cases.map(({ lastInboundPosition }) => lastInboundPosition), tx.now],
  );
  if (stopped.length === 0) return;
  const troubled = cases.filter(
    (item) => item.deliveryProblem === null && stopped.some(({ caseId }) => caseId === item.id),
  );
  for (const item of troubled) item.deliveryProblem = 'blocked';
  await saveCases(tx, troubled, ['deliveryProblem']);
  for (const { entryId, caseId } of stopped) {
    const { teamId } = cases.find(({ id }) => id === caseId)!;
    tx.publish('delivery.changed', { entryId, status: 'blocked' }, { caseId, teamIds: [teamId] });
  }
}
