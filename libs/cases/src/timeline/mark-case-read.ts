import { parameters, scope, type Principal } from '@guichet/access';
import type { Reader, Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';

/**
 * Marks how far an agent has read; the mark never goes back. The event is for the agent's own screens.
 *
 * @throws Failure `not-found` for a case that the agent may not see.
 */
export async function markRead(
  tx: Tx,
  who: Principal,
  { caseId, position }: { caseId: string; position: number },
): Promise<void> {
  const { values, bind } = parameters(caseId);
  const [visible] = await tx.query<{ last: number }>(
    `select last_position as last from cases where id = $1 and ${scope(who, 'case.read').sql('cases', bind)}`,
    values,
  );
  if (!visible) throw new Failure('not-found');
  const upTo = Math.min(position, visible.last);
  const moved = await tx.query(
    `insert into case_read (agent_id, case_id, position) values ($1, $2, $3)
     on conflict (agent_id, case_id) do update set position = excluded.position
     where case_read.position < excluded.position returning position`,
    [who.id, caseId, upTo],
  );
  if (moved.length > 0) tx.publish('case.read', { agentId: who.id, position: upTo }, { caseId, agentId: who.id });
}

/** Up to which entry an agent has read a case; 0: they have read nothing of it. */
export async function readUpTo(reader: Reader, who: Principal, caseId: string): Promise<number> {
  const [row] = await reader.query<{ position: number }>(
    `select position from case_read where agent_id = $1 and case_id = $2`,
    [who.id, caseId],
  );
  return row?.position ?? 0;
}

/** Puts back how far an agent had read before something marked it `to` there, unless they have read on since. The event is for their own screens. */
export async function putReadBack(
  tx: Tx,
  who: Principal,
  { caseId, from, to }: { caseId: string; from: number; to: number },
): Promise<void> {
  const moved = await tx.query(
    `update case_read set position = $3 where agent_id = $1 and case_id = $2 and position = $4 and position > $3 returning position`,
    [who.id, caseId, from, to],
  );
  if (moved.length > 0) tx.publish('case.read', { agentId: who.id, position: from }, { caseId, agentId: who.id });
}

/**
 * Marks the last message of the citizen, or of somebody else who was asked, unread again, with all that came after it. The event is
 * for the agent's own screens.
 *
 * @throws Failure `not-found` for a case that the agent may not see.
 */
export async function markUnread(tx: Tx, who: Principal, caseId: string): Promise<void> {
  const { values, bind } = parameters(caseId);
  const [visible] = await tx.query<{ before: number }>(
    `select greatest(last_inbound_position, last_side_answer_position, 1) - 1 as before from cases
     where id = $1 and ${scope(who, 'case.read').sql('cases', bind)}`,
    values,
  );
  if (!visible) throw new Failure('not-found');
  const moved = await tx.query(
    `update case_read set position = $3 where agent_id = $1 and case_id = $2 and position > $3 returning position`,
    [who.id, caseId, visible.before],
  );
  if (moved.length > 0)
    tx.publish('case.read', { agentId: who.id, position: visible.before }, { caseId, agentId: who.id });
}
