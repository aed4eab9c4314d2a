import type { Principal } from '@guichet/access';
import type { WorkforceMember, SetPresence } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { isConnected } from './is-connected.js';
import { getWorkforceMember } from './list-workforce.js';

/** Sets the agent's own presence. It counts while the agent is connected. */
export async function setPresence(tx: Tx, who: Principal, { state }: SetPresence): Promise<WorkforceMember> {
  const changed = await tx.query(
    `insert into agent_presence (agent_id, state, since) values ($1, $2, $3)
     on conflict (agent_id) do update set state = excluded.state, since = excluded.since
     where agent_presence.state <> excluded.state returning agent_id`,
    [who.id, state, tx.now],
  );
  if (changed.length > 0) tx.publish('presence.changed', { agentId: who.id }, { colleaguesOf: who.id });
  return getWorkforceMember(tx, who, who.id);
}

/** Records that these agents are connected to the calling process: once a minute, and when the first connection of one opens. */
export async function heartbeat(tx: Tx, agentIds: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string; wasConnected: boolean | null }>(
    `with before as (select agent_id, ${isConnected('p', '$2')} as was_connected from agent_presence p where agent_id = any($1::uuid[]))
     insert into agent_presence as p (agent_id, state, since, heartbeat_at)
     select id, 'available', $2, $2 from unnest($1::uuid[]) id order by id
     on conflict (agent_id) do update set heartbeat_at = excluded.heartbeat_at,
       since = case when ${isConnected('p', '$2')} then p.since else excluded.since end
     returning agent_id as id, (select was_connected from before where before.agent_id = p.agent_id) as "wasConnected"`,
    [agentIds, tx.now],
  );
  for (const { id, wasConnected } of rows)
    if (!wasConnected) tx.publish('presence.changed', { agentId: id }, { colleaguesOf: id });
}

/**
 * Records that the last connections of these agents to the calling process were closed. Another process that still has one
 * sends a heartbeat when it reads the event.
 */
export async function markDisconnected(tx: Tx, agentIds: readonly string[]): Promise<void> {
  const gone = await tx.query<{ id: string }>(
    `update agent_presence set heartbeat_at = null, since = $2 where agent_id = any($1::uuid[]) and heartbeat_at is not null returning agent_id as id`,
    [agentIds, tx.now],
  );
  for (const { id } of gone) tx.publish('presence.changed', { agentId: id }, { colleaguesOf: id });
}

/** Job, every minute: marks agents as disconnected whose process has died and sends no heartbeats any more. */
export async function expireConnections(tx: Tx): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    `select agent_id as id from agent_presence p where heartbeat_at is not null and not ${isConnected('p', '$1')}`,
    [tx.now],
  );
  if (rows.length > 0)
    await markDisconnected(
      tx,
      rows.map(({ id }) => id),
    );
}
