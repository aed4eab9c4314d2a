import type { Principal } from '@guichet/access';
import type { AgentAtWork, SetPresence } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { connected } from './connected.js';
import { atWork } from './workforce.js';

/** What I say of myself. It holds while I am connected. */
export async function setPresence(tx: Tx, who: Principal, { state }: SetPresence): Promise<AgentAtWork> {
  const changed = await tx.query(
    `insert into agent_presence (agent_id, state, since) values ($1, $2, $3)
     on conflict (agent_id) do update set state = excluded.state, since = excluded.since
     where agent_presence.state <> excluded.state returning agent_id`,
    [who.id, state, tx.now],
  );
  if (changed.length > 0) tx.publish('presence.changed', { agentId: who.id });
  return atWork(tx.query, tx.now, who, who.id);
}

/** These agents are connected to this process now: told every minute, and when the first connection of one opens. */
export async function seen(tx: Tx, agentIds: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string; was: boolean | null }>(
    `with before as (select agent_id, ${connected('p', '$2')} as was from agent_presence p where agent_id = any($1::uuid[]))
     insert into agent_presence as p (agent_id, state, since, seen_at)
     select id, 'available', $2, $2 from unnest($1::uuid[]) id order by id
     on conflict (agent_id) do update set seen_at = excluded.seen_at,
       since = case when ${connected('p', '$2')} then p.since else excluded.since end
     returning agent_id as id, (select was from before where before.agent_id = p.agent_id)`,
    [agentIds, tx.now],
  );
  for (const { id, was } of rows) if (!was) tx.publish('presence.changed', { agentId: id });
}

/**
 * The last connections of these agents to this process were closed. Where another process has one, it says so when it hears
 * of this.
 */
export async function left(tx: Tx, agentIds: readonly string[]): Promise<void> {
  const [gone] = (await tx.query(
    `update agent_presence set seen_at = null, since = $2 where agent_id = any($1::uuid[]) and seen_at is not null returning agent_id as id`,
    [agentIds, tx.now],
  )) as unknown as [{ id: string }[]];
  for (const { id } of gone) tx.publish('presence.changed', { agentId: id });
}

/** Connections that were lost with their process are connections no more. */
export async function forgetLost(tx: Tx): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    `select agent_id as id from agent_presence p where seen_at is not null and not ${connected('p', '$1')}`,
    [tx.now],
  );
  if (rows.length > 0)
    await left(
      tx,
      rows.map(({ id }) => id),
    );
}
