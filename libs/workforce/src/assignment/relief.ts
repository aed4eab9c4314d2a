import type { Principal } from '@guichet/access';
import { RELIEF_MINUTES, type Tx } from '@guichet/database';
import { assertMayManageAbsence } from '../presence/assert-may-manage-absence.js';

/** SQL: until when the agent is relieved; null: they are not. Primary key of `agent_relief`. */
export const relievedUntil = (agentId: string, now: string): string =>
  `(select r.at + interval '${RELIEF_MINUTES} minutes' from agent_relief r
    where r.agent_id = ${agentId} and r.at > ${now}::timestamptz - interval '${RELIEF_MINUTES} minutes')`;

/**
 * Ends the relief of an agent, so that cases are assigned to them automatically again at once. Throws `not-permitted` for another agent
 * without `presence.manage`, and `not-found` for an inactive one.
 */
export async function endRelief(tx: Tx, who: Principal, agentId: string): Promise<void> {
  await assertMayManageAbsence(tx, who, agentId);
  const ended = await tx.query(`delete from agent_relief where agent_id = $1 returning 1`, [agentId]);
  // It wakes the automatic assignment as well, as it does when somebody comes back.
  if (ended.length > 0) tx.publish('presence.changed', { agentId }, { colleaguesOf: agentId });
}
