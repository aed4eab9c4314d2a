import type { Tx } from '@guichet/database';
import { requiredSince } from '../grants-in-force.js';

/** For so long it counts that a second factor was required before: no days of grace are more (`SignInRules`). */
const LATELY = `interval '90 days'`;

/** SQL relation `(since, until)`: of the roles of an agent that require a second factor, or did until lately. Index `role_grant_agent`. */
const requiredByHeld = (agentId: string): string =>
  `(select min(${requiredSince('g', 'r')}) as since, max(least(g.valid_until, now())) as until
    from role_grant g join role r on r.id = g.role_id
    where g.agent_id = ${agentId} and ${requiredSince('g', 'r')} <= now() and (g.valid_until is null or g.valid_until > now() - ${LATELY}))`;

/**
 * SQL: since when a second factor has been required of an agent, given as an alias of the table, by the roles that they hold or held
 * until lately; null: it has not been. Whoever gets a role has no more time by that, be it the one that was taken from them or another.
 */
export const requiredBefore = (agent: string): string =>
  `least((select held.since from ${requiredByHeld(`${agent}.id`)} held),
     case when ${agent}.second_factor_required_until > now() - ${LATELY} then ${agent}.second_factor_required_since end)`;

/** Keeps since when a second factor is required of agents, to be called before roles are taken from them. */
export async function keepRequired(tx: Tx, agentIds: readonly string[]): Promise<void> {
  await tx.query(
    `update agent a set second_factor_required_since = ${requiredBefore('a')},
       second_factor_required_until = greatest(a.second_factor_required_until, held.until)
     from (select one.id, by_held.* from agent one cross join lateral ${requiredByHeld('one.id')} by_held where one.id = any($1::uuid[])) held
     where a.id = held.id and held.since is not null`,
    [agentIds],
  );
}

/**
 * Removes the grants whose time is over of a role or a sector that goes: `where` is SQL about the row `g`, with its `id` as `$1`. Since
 * when they required a second factor is kept.
 */
export async function removeExpired(tx: Tx, { where, id }: { where: string; id: string }): Promise<void> {
  const holders = await tx.query<{ agentId: string }>(
    `select distinct g.agent_id as "agentId" from role_grant g where ${where} and g.valid_until <= now()`,
    [id],
  );
  await keepRequired(
    tx,
    holders.map(({ agentId }) => agentId),
  );
  await tx.query(`delete from role_grant g where ${where} and g.valid_until <= now()`, [id]);
}

/** Since when a second factor has been required of an agent to whom a role is given now; null: it has not been. */
export async function requiredBeforeOf(tx: Tx, agentId: string): Promise<Date | null> {
  const [row] = await tx.query<{ since: Date | null }>(
    `select ${requiredBefore('a')} as since from agent a where a.id = $1`,
    [agentId],
  );
  return row?.since ?? null;
}
