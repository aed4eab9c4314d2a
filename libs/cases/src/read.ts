import { teamsFor, type Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** How far an agent has read; never goes back. Only the agent's own screens are told. */
export async function markRead(tx: Tx, who: Principal, caseId: string, position: number): Promise<void> {
  const [visible] = await tx.query<{ last: number }>(
    `select last_position as last from cases where id = $1 and ($2::uuid[] is null or team_id = any($2))`,
    [caseId, teamsFor(who, 'case.read')],
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
