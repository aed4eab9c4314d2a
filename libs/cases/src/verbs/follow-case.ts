import { parameters, scope, type Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** SQL: the cases that an agent follows. Who followed one that was merged, follows what it is part of now. Key `case_follow`. */
export const followedBy = (agent: string): string =>
  `select distinct coalesce(m.merged_into_id, m.id) as case_id from case_follow f join cases m on m.id = f.case_id where f.agent_id = ${agent}::uuid`;

/** SQL: the cases that were merged into `$2`. Index `entry_move_into`. */
const MERGED_INTO = `select m.from_id from entry_move m where m.into_id = $2 and m.how = 'merged' and m.undone_at is null`;

/**
 * An agent follows a case from now on, or no longer. The event is for the agent's own screens.
 *
 * @throws Failure `not-found` for a case that the agent may not see.
 */
export async function followCase(
  tx: Tx,
  who: Principal,
  { caseId, follows }: { caseId: string; follows: boolean },
): Promise<void> {
  const { values, bind } = parameters(caseId);
  const [visible] = await tx.query(
    `select 1 from cases where id = $1 and ${scope(who, 'case.read').sql('cases', bind)}`,
    values,
  );
  if (!visible) throw new Failure('not-found');
  const changed = follows
    ? await tx.query(
        `insert into case_follow (agent_id, case_id, since) values ($1, $2, $3) on conflict do nothing returning case_id`,
        [who.id, caseId, tx.now],
      )
    : await tx.query(
        `delete from case_follow where agent_id = $1 and case_id in (select $2 union all ${MERGED_INTO}) returning case_id`,
        [who.id, caseId],
      );
  if (changed.length > 0) tx.publish('case.followed', { agentId: who.id, follows }, { caseId, agentId: who.id });
}
