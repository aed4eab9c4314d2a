import type { Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { beginNow, beginOrPlan, canSubstitute, finishAbsence } from './absence.js';
import { assertMayManageAbsence } from './assert-may-manage-absence.js';
import { keepBeforeLeaving, takeKeptOfLeaving } from './kept-of-leaving.js';
import { notifySubstitute } from './notify-substitute.js';
import { isGivenAsSubstitute } from './reassign-for-absent-and-departed.js';

/**
 * Makes somebody the substitute of an agent who is deactivated in the same transaction: the job `unassign-lost` hands all cases
 * that are not closed to them. Throws as `setAbsence` does, and `invalid-request` for somebody who may have none of them: they would all go to a queue,
 * though somebody was named.
 */
export async function setSubstituteOfLeaving(
  tx: Tx,
  who: Principal,
  { agentId, substituteId }: { agentId: string; substituteId: string },
): Promise<void> {
  await assertMayManageAbsence(tx, who, agentId);
  await keepBeforeLeaving(tx, agentId);
  await beginOrPlan(tx, { agentId, absence: { until: null, substituteId, handOver: 'keep' } });
  const [found] = await tx.query<{ unfinished: number; given: number }>(
    `select count(*)::int as unfinished, count(*) filter (where ${isGivenAsSubstitute({ substitute: 's', item: 'c' })})::int as given
     from cases c join agent s on s.id = $2 where c.assignee_id = $1 and c.status not in ('closed', 'spam')`,
    [agentId, substituteId],
  );
  if (found!.unfinished > 0 && found!.given === 0) throw wrongField('substituteId', 'substitute-without-access');
}

/** Does what may make an agent active again, and ends the absence of their leaving where they were not and are now. */
export async function endAbsenceIfActiveAgain<Result>(
  tx: Tx,
  who: Principal,
  { agentId, change }: { agentId: string; change: () => Promise<Result> },
): Promise<Result> {
  const isActive = async () => (await tx.query(`select 1 from agent where id = $1 and active`, [agentId])).length > 0;
  const wasActive = await isActive();
  const result = await change();
  if (!wasActive && (await isActive())) await endAbsenceOfLeaving(tx, who, agentId);
  return result;
}

/**
 * Ends the absence that began as an agent was deactivated, in the transaction in which they are active again. One that ran before, and is not
 * over by now, goes on, and its substitute is notified again; one that they or a colleague have planned is none of it.
 */
export async function endAbsenceOfLeaving(tx: Tx, who: Principal, agentId: string): Promise<void> {
  const kept = await takeKeptOfLeaving(tx, agentId);
  if (!kept) return;
  const { before } = kept;
  const goesOn = before && (before.until === null || new Date(before.until) > tx.now);
  if (!goesOn) return void (await finishAbsence(tx, agentId, null));
  const isThere = before.substituteId !== null && (await canSubstitute(tx, agentId, before.substituteId));
  const own = { until: before.until, substituteId: isThere ? before.substituteId : null, handOver: 'keep' as const };
  await beginNow(tx, agentId, own);
  await notifySubstitute(tx, who, { agentId, absence: { from: null, ...own } });
}
