import type { Principal } from '@guichet/access';
import type { SetAbsence } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { notify, withdrawByKey } from '@guichet/notifications';
import { isGivenAsSubstitute } from './reassign-for-absent-and-departed.js';

interface AbsenceOf {
  agentId: string;
  absence: Omit<SetAbsence, 'changes' | 'shown'>;
}

/**
 * Notifies the substitute of an absence of its days and of how many open cases they will get when it begins, unless they have set it
 * themselves. Where it begins now, they are notified of these cases as soon as they have them.
 */
export async function notifySubstitute(tx: Tx, who: Principal, { agentId, absence }: AbsenceOf): Promise<void> {
  const { substituteId, from, until } = absence;
  if (!substituteId || substituteId === who.id) return;
  const isLater = from !== null && new Date(from) > tx.now;
  const [row] = await tx.query<{ of: string; count: number }>(
    `select a.name as of, (select count(*)::int from cases c join agent s on s.id = $2
       where c.assignee_id = a.id and c.status = 'open' and $3 and ${isGivenAsSubstitute({ substitute: 's', item: 'c' })}) as count
     from agent a where a.id = $1`,
    [agentId, substituteId, isLater && absence.handOver === 'substitute'],
  );
  const about = { type: 'substitute' as const, ...row!, from: isLater ? from : null, until };
  const dedupeKey = isLater ? keyOf({ agentId, absence }) : keyOfRunning(agentId);
  await notify(tx, [{ agentId: substituteId, caseId: null, about, dedupeKey }]);
}

/** Takes back what the substitute of a planned absence was notified of. */
export const withdrawSubstitution = (tx: Tx, planned: AbsenceOf): Promise<void> => withdrawByKey(tx, keyOf(planned));

/** Takes back what the substitute of an absence was notified of when it began, or was last changed. */
export const withdrawRunningSubstitution = (tx: Tx, agentId: string): Promise<void> =>
  withdrawByKey(tx, keyOfRunning(agentId));

const keyOfRunning = (agentId: string): string => `substitute:${agentId}:running`;

const keyOf = ({ agentId, absence: { from, until } }: AbsenceOf): string =>
  `substitute:${agentId}:${from}:${until ?? ''}`;
