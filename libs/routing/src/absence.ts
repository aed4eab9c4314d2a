import { allow, type Principal } from '@guichet/access';
import { SetAbsence } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';

/**
 * An agent is away, and nothing comes to them by itself: from now on, or from a time to come, until when nothing changes.
 * Answers how many open cases leave them now: a job hands those over in batches. Ends by itself at `until`.
 */
export async function setAbsence(
  tx: Tx,
  who: Principal,
  agentId: string,
  absence: Omit<SetAbsence, 'from'> & Partial<SetAbsence>,
): Promise<{ moved: number }> {
  await assertMay(tx, who, agentId);
  const { from = null, until, substituteId, handOver } = absence;
  if (until && new Date(until) <= tx.now) throw wrongField('until', 'time-over');
  if (from && until && new Date(until) <= new Date(from)) throw wrongField('until', 'ends-before');
  if (substituteId) await assertStandsIn(tx, agentId, substituteId);
  else if (handOver === 'substitute') throw wrongField('substituteId', 'substitute-needed');
  if (from === null || new Date(from) <= tx.now) return begin(tx, agentId, absence);
  await tx.query(
    `insert into agent_presence (agent_id, since, planned) values ($1, $2, $3)
     on conflict (agent_id) do update set planned = excluded.planned`,
    [agentId, tx.now, JSON.stringify(absence)],
  );
  await tx.job('begin-absence', { agentId, from }, { runAt: new Date(from), key: `begin-absence:${agentId}` });
  tx.publish('presence.changed', { agentId });
  return { moved: 0 };
}

/** A planned absence begins. Late, repeated, or overtaken by a change, it does nothing, nor for whom has left by then. */
export async function absenceBegins(tx: Tx, agentId: string, from: string): Promise<void> {
  const [rows] = (await tx.query(
    `update agent_presence p set planned = null from agent a
     where p.agent_id = $1 and a.id = p.agent_id and a.active and p.planned->>'from' = $2 returning old.planned`,
    [agentId, from],
  )) as unknown as [{ planned: unknown }[], number];
  const planned = SetAbsence.safeParse(rows[0]?.planned).data;
  if (!planned || (planned.until && new Date(planned.until) <= tx.now)) return;
  await begin(tx, agentId, await withoutLost(tx, agentId, planned));
}

async function begin(
  tx: Tx,
  agentId: string,
  { until, substituteId, handOver }: Omit<SetAbsence, 'from'>,
): Promise<{ moved: number }> {
  const end = until ? new Date(until) : null;
  await tx.query(
    `insert into agent_presence (agent_id, since, absent, absent_until, substitute_id) values ($1, $2, true, $3, $4)
     on conflict (agent_id) do update set absent = true, absent_until = excluded.absent_until, substitute_id = excluded.substitute_id,
       since = case when agent_presence.absent then agent_presence.since else excluded.since end`,
    [agentId, tx.now, end, substituteId],
  );
  if (end)
    await tx.job('end-absence', { agentId, until: end.toISOString() }, { runAt: end, key: `end-absence:${agentId}` });
  tx.publish('presence.changed', { agentId });
  if (handOver === 'keep') return { moved: 0 };
  await tx.job('hand-over', { agentId, to: handOver }, { key: `hand-over:${agentId}` });
  const [row] = await tx.query<{ moved: number }>(
    `select count(*)::integer as moved from cases where assignee_id = $1 and status = 'open'`,
    [agentId],
  );
  return row!;
}

/** The agent is back; who was not away yet stays. */
export async function endAbsence(tx: Tx, who: Principal, agentId: string): Promise<void> {
  await assertMay(tx, who, agentId);
  if (await comeBack(tx, agentId, null)) return;
  await tx.query(`update agent_presence set planned = null where agent_id = $1`, [agentId]);
  tx.publish('presence.changed', { agentId });
}

/** The end of an absence that had one. Late, repeated or overtaken by a change, it does nothing. */
export async function absenceIsOver(tx: Tx, agentId: string, until: string): Promise<void> {
  await comeBack(tx, agentId, new Date(until));
}

async function comeBack(tx: Tx, agentId: string, until: Date | null): Promise<boolean> {
  const [, changed] = (await tx.query(
    `update agent_presence set absent = false, absent_until = null, substitute_id = null, since = $2
     where agent_id = $1 and absent and ($3::timestamptz is null or absent_until = $3)`,
    [agentId, tx.now, until],
  )) as unknown as [unknown, number];
  if (changed > 0) tx.publish('presence.changed', { agentId });
  return changed > 0;
}

async function assertMay(tx: Tx, who: Principal, agentId: string): Promise<void> {
  if (agentId !== who.id) allow(who, 'presence.manage');
  if ((await tx.query(`select 1 from agent where id = $1 and active`, [agentId])).length === 0)
    throw new Failure('not-found');
}

async function assertStandsIn(tx: Tx, agentId: string, substituteId: string): Promise<void> {
  if (!(await standsIn(tx, agentId, substituteId))) throw wrongField('substituteId', 'no-substitute');
}

/** Whoever was to stand in has left or is away, too: then what was for them goes to the queue. */
async function withoutLost(tx: Tx, agentId: string, absence: SetAbsence): Promise<SetAbsence> {
  const { substituteId, handOver } = absence;
  if (substituteId === null || (await standsIn(tx, agentId, substituteId))) return absence;
  return { ...absence, substituteId: null, handOver: handOver === 'substitute' ? 'queue' : handOver };
}

async function standsIn(tx: Tx, agentId: string, substituteId: string): Promise<boolean> {
  const found = await tx.query(
    `select 1 from agent a left join agent_presence p on p.agent_id = a.id
     where a.id = $1 and a.id <> $2 and a.active and not coalesce(p.absent, false)`,
    [substituteId, agentId],
  );
  return found.length > 0;
}
