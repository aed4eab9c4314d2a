import { reachesCase, type Principal } from '@guichet/access';
import type { UpdateCase } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { withdrawTakenOver, type NewNotification } from '@guichet/notifications';
import { wrongField } from '@guichet/platform';

/** @throws Failure `invalid-request` where an agent takes a case over, and not for themselves. */
export function assertTakenForOneself(who: Principal, { assigneeId, takenOverFrom }: UpdateCase): void {
  if (isTakenOver(who, takenOverFrom) && assigneeId !== who.id)
    throw wrongField('takenOverFrom', 'take-over-for-oneself');
}

/**
 * Returns what tells a colleague that the agent has taken over a case in which they write, or which they had: only whoever may still open
 * it, as it is saved now. It takes the place of what they have not read of an earlier one; whoever has the case again is told of none.
 */
export async function takenOverNotifications(
  tx: Tx,
  who: Principal,
  { item, assigneeBefore, wanted }: { item: Case; assigneeBefore: string | null; wanted: UpdateCase },
): Promise<NewNotification[]> {
  const { takenOverFrom } = wanted;
  if (item.assigneeId !== null && item.assigneeId !== assigneeBefore)
    await withdrawTakenOver(tx, { agentId: item.assigneeId, caseId: item.id });
  if (!isTakenOver(who, takenOverFrom)) return [];
  const rows = await tx.query<{ agentId: string }>(
    `select a.id as "agentId" from agent a join cases c on c.id = $2
     where a.id = $1 and ${reachesCase('case.read', { agent: 'a', item: 'c' })}
       and (a.id = $3 or exists (select 1 from draft d where d.case_id = c.id and d.agent_id = a.id)
         or exists (select 1 from shared_draft s where s.case_id = c.id and s.writer_id = a.id and s.sent_entry_id is null))`,
    [takenOverFrom, item.id, assigneeBefore],
  );
  for (const { agentId } of rows) await withdrawTakenOver(tx, { agentId, caseId: item.id });
  return rows.map(({ agentId }) => ({ agentId, caseId: item.id, about: { type: 'taken-over', by: who.name } }));
}

const isTakenOver = (who: Principal, from: string | undefined): from is string => from !== undefined && from !== who.id;
