import type { Case, Tx } from '@guichet/database';

/**
 * The citizen has written: answers that were to leave only if they did not, wait for an agent's word. The cases are locked,
 * and their last word of a citizen is known; that something did not leave is written to them at once, saved before or after.
 * Index `delivery_unless_written`.
 */
export async function stopAsWritten(
  tx: Tx,
  cases: readonly Pick<Case, 'id' | 'teamId' | 'lastInboundPosition' | 'deliveryProblem'>[],
): Promise<void> {
  // A row that is locked though its case is ours is just being taken to be sent: that one has left.
  const [stopped] = (await tx.query(
    `with written as (
       select d.entry_id from unnest($1::uuid[], $2::int[]) w(case_id, position)
       join delivery d on d.case_id = w.case_id and d.state = 'held' and d.unless_written
       join timeline_entry e on e.id = d.entry_id and e.position < w.position
       for update of d skip locked)
     update delivery d set state = 'stopped', reason = 'citizen-wrote', changed_at = $3
     from written where d.entry_id = written.entry_id returning d.entry_id as "entryId", d.case_id as "caseId"`,
    [cases.map(({ id }) => id), cases.map(({ lastInboundPosition }) => lastInboundPosition), tx.now],
  )) as unknown as [{ entryId: string; caseId: string }[]];
  if (stopped.length === 0) return;
  await tx.query(
    `update cases set delivery_problem = 'stopped' where id = any($1::uuid[]) and delivery_problem is null`,
    [stopped.map(({ caseId }) => caseId)],
  );
  for (const { entryId, caseId } of stopped) {
    const item = cases.find(({ id }) => id === caseId)!;
    item.deliveryProblem ??= 'stopped';
    const { teamId } = item;
    tx.publish('delivery.changed', { entryId, status: 'stopped' }, { caseId, teamIds: [teamId] });
  }
}
