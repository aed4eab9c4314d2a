import type { Principal } from '@guichet/access';
import type { UpdateCase } from '@guichet/contracts';
import { RELIEF_MINUTES, type Case, type Tx } from '@guichet/database';

/** Whoever is given a case back may be given more of them: it is over so much later, once all of an undo are theirs again. */
const ENDS_WITHIN_MINUTES = 1;

/**
 * Records that a colleague has relieved an agent of an open case, be it by taking it themselves, so that automatic assignment does not fill
 * that agent again at once; and that it is over in a moment for whoever a colleague gives a case by hand. Whoever hands over their own case relieves
 * nobody, and neither does a case that goes to the team which it concerns, unless the agent is relieved of several by that, nor who takes
 * back what they have given.
 */
export async function recordRelief(
  tx: Tx,
  who: Principal,
  { item, before, wanted }: { item: Case; before: Pick<Case, 'teamId' | 'assigneeId'>; wanted: UpdateCase },
): Promise<void> {
  const [from, to] = [before.assigneeId, item.assigneeId];
  if (from === to || item.status !== 'open') return;
  if (before.teamId !== item.teamId && !wanted.relieves) return;
  // In the order of the ids, as two colleagues may give cases the one way and the other.
  const others = [wanted.undo ? null : from, to]
    .filter((agentId): agentId is string => agentId !== null && agentId !== who.id)
    .toSorted();
  for (const agentId of others)
    await (agentId === to
      ? tx.query(
          `update agent_relief set at = least(at, $2::timestamptz - make_interval(mins => $3)) where agent_id = $1`,
          [agentId, tx.now, RELIEF_MINUTES - ENDS_WITHIN_MINUTES],
        )
      : tx.query(
          `insert into agent_relief (agent_id, at) values ($1, $2) on conflict (agent_id) do update set at = excluded.at`,
          [agentId, tx.now],
        ));
}
