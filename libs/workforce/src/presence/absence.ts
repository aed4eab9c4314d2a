import type { Principal } from '@guichet/access';
import { SetAbsence } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { reschedulePushes } from '@guichet/notifications';
import { conflict, wrongField } from '@guichet/platform';
import { assertMayManageAbsence } from './assert-may-manage-absence.js';
import { notifyOfCasesToGiveBack } from './cases-to-give-back.js';
import { takeKeptOfLeaving } from './kept-of-leaving.js';
import { notifySubstitute, withdrawRunningSubstitution, withdrawSubstitution } from './notify-substitute.js';

type Absence = Omit<SetAbsence, 'from' | 'changes' | 'shown'> & Partial<Pick<SetAbsence, 'from'>>;
interface AbsenceOf {
  agentId: string;
  absence: Absence;
}

/**
 * Makes an agent absent, from now on or from a later time; an absent agent is assigned nothing automatically. The absence ends
 * at `until`, if given. The substitute is notified, unless they set it themselves. Returns how many open cases will be reassigned
 * now; a job does so in batches.
 *
 * Throws `not-permitted` for another agent without `presence.manage`, `not-found` for an inactive agent, `invalid-request` for
 * times in the wrong order or a substitute who is not available, and `conflict` where the absence to change has ended, begun,
 * been withdrawn or been given other dates since.
 */
export async function setAbsence(
  tx: Tx,
  who: Principal,
  {
    agentId,
    absence: { changes, shown = null, ...absence },
  }: { agentId: string; absence: Absence & Partial<SetAbsence> },
): Promise<{ reassigned: number }> {
  await assertMayManageAbsence(tx, who, agentId);
  if (changes) await assertIsStill(tx, agentId, { changes, shown });
  await takeKeptOfLeaving(tx, agentId);
  const result = await beginOrPlan(tx, { agentId, absence });
  await notifySubstitute(tx, who, { agentId, absence: { from: null, ...absence } });
  return result;
}

export async function beginOrPlan(tx: Tx, { agentId, absence }: AbsenceOf): Promise<{ reassigned: number }> {
  const { from = null, until, substituteId, handOver } = absence;
  if (until && new Date(until) <= tx.now) throw wrongField('until', 'time-over');
  if (from && until && new Date(until) <= new Date(from)) throw wrongField('until', 'ends-before');
  if (substituteId) await assertCanSubstitute(tx, agentId, substituteId);
  else if (handOver === 'substitute') throw wrongField('substituteId', 'substitute-needed');
  if (from === null || new Date(from) <= tx.now) return beginNow(tx, agentId, absence);
  await withdrawPlanned(tx, agentId);
  // Who was never here has been offline since they were added, and a plan changes nothing of that.
  await tx.query(
    `insert into agent_presence (agent_id, since, planned) select id, created_at, $2 from agent where id = $1
     on conflict (agent_id) do update set planned = excluded.planned`,
    [agentId, JSON.stringify(absence)],
  );
  await tx.job('start-absence', { agentId, from }, { runAt: new Date(from), key: `start-absence:${agentId}` });
  tx.publish('presence.changed', { agentId }, { colleaguesOf: agentId });
  return { reassigned: 0 };
}

/** Whoever changes an absence may have had it on the screen for long: it is not begun anew where it is over. */
async function assertIsStill(
  tx: Tx,
  agentId: string,
  { changes, shown }: { changes: 'running' | 'planned'; shown: SetAbsence['shown'] },
): Promise<void> {
  const [row] = await tx.query<{ absent: boolean; isPlanned: boolean; from: Date | null; until: Date | null }>(
    `select absent, planned is not null as "isPlanned", case when $2 = 'planned' then (planned ->> 'from')::timestamptz end as "from",
       case when $2 = 'planned' then (planned ->> 'until')::timestamptz else absent_until end as until
     from agent_presence where agent_id = $1 for update`,
    [agentId, changes],
  );
  if (changes === 'running' && !row?.absent) throw conflict('absence-over');
  if (changes === 'planned' && !row?.isPlanned) throw conflict(row?.absent ? 'absence-begun' : 'absence-withdrawn');
  if (shown && !(isSameTime(row!.from, shown.from) && isSameTime(row!.until, shown.until)))
    throw conflict('saved-meanwhile');
}

const isSameTime = (at: Date | null, shown: string | null): boolean =>
  at?.getTime() === (shown === null ? undefined : Date.parse(shown));

/**
 * Job: starts a planned absence. It does nothing where the plan has been changed since, the absence is over already, or the
 * agent is no longer active.
 */
export async function startAbsence(tx: Tx, agentId: string, from: string): Promise<void> {
  const [row] = await tx.query<{ planned: unknown }>(
    `with due as (
       select p.agent_id, p.planned from agent_presence p join agent a on a.id = p.agent_id
       where p.agent_id = $1 and a.active and p.planned->>'from' = $2 for update of p)
     update agent_presence p set planned = null from due where p.agent_id = due.agent_id returning due.planned`,
    [agentId, from],
  );
  const planned = SetAbsence.safeParse(row?.planned).data;
  if (!planned || (planned.until && new Date(planned.until) <= tx.now)) return;
  await beginNow(tx, agentId, await withoutUnavailableSubstitute(tx, agentId, planned));
}

export async function beginNow(
  tx: Tx,
  agentId: string,
  { until, substituteId, handOver }: Omit<Absence, 'from'>,
): Promise<{ reassigned: number }> {
  const end = until ? new Date(until) : null;
  // Each change of a running absence takes the place of what its substitute, who may be another one now, was notified of.
  await withdrawRunningSubstitution(tx, agentId);
  await tx.query(
    `insert into agent_presence (agent_id, since, absent, absent_since, absent_until, substitute_id) values ($1, $2, true, $2, $3, $4)
     on conflict (agent_id) do update set absent = true,
       absent_since = case when agent_presence.absent then agent_presence.absent_since else excluded.absent_since end, absent_until = excluded.absent_until, substitute_id = excluded.substitute_id,
       since = case when agent_presence.absent then agent_presence.since else excluded.since end`,
    [agentId, tx.now, end, substituteId],
  );
  if (end)
    await tx.job('end-absence', { agentId, until: end.toISOString() }, { runAt: end, key: `end-absence:${agentId}` });
  tx.publish('presence.changed', { agentId }, { colleaguesOf: agentId });
  await reschedulePushes(tx, agentId);
  if (handOver === 'keep') return { reassigned: 0 };
  await tx.job('reassign-cases', { agentId, to: handOver }, { key: `reassign-cases:${agentId}` });
  const [row] = await tx.query<{ reassigned: number }>(
    `select count(*)::integer as reassigned from cases where assignee_id = $1 and status = 'open'`,
    [agentId],
  );
  return row!;
}

/** Ends the current absence or, where there is none, cancels the planned one. Throws `not-permitted` and `not-found` as `setAbsence` does. */
export async function endAbsence(tx: Tx, who: Principal, agentId: string): Promise<void> {
  await assertMayManageAbsence(tx, who, agentId);
  await takeKeptOfLeaving(tx, agentId);
  if (await finishAbsence(tx, agentId, null)) return;
  await withdrawPlanned(tx, agentId);
  await tx.query(`update agent_presence set planned = null where agent_id = $1`, [agentId]);
  tx.publish('presence.changed', { agentId }, { colleaguesOf: agentId });
}

/** Takes back what the substitute of a plan was notified of, as it comes otherwise. */
async function withdrawPlanned(tx: Tx, agentId: string): Promise<void> {
  const [row] = await tx.query<{ planned: unknown }>(
    `select planned from agent_presence where agent_id = $1 for update`,
    [agentId],
  );
  const { data: planned } = SetAbsence.safeParse(row?.planned);
  if (planned) await withdrawSubstitution(tx, { agentId, absence: planned });
}

/** Job: ends an absence at its `until`. It does nothing where the absence was changed or ended since. */
export async function expireAbsence(tx: Tx, agentId: string, until: string): Promise<void> {
  await finishAbsence(tx, agentId, new Date(until));
}

export async function finishAbsence(tx: Tx, agentId: string, until: Date | null): Promise<boolean> {
  const [ended] = await tx.query<{ began: Date | null }>(
    `with was as (
       select agent_id, absent_since from agent_presence
       where agent_id = $1 and absent and ($3::timestamptz is null or absent_until = $3) for update)
     update agent_presence p set absent = false, absent_since = null, absent_until = null, substitute_id = null, since = $2
     from was where p.agent_id = was.agent_id returning was.absent_since as began`,
    [agentId, tx.now, until],
  );
  if (!ended) return false;
  tx.publish('presence.changed', { agentId }, { colleaguesOf: agentId });
  // Whoever is told of nothing while they are absent is told now.
  await reschedulePushes(tx, agentId);
  await notifyOfCasesToGiveBack(tx, { agentId, since: ended.began });
  return true;
}

async function assertCanSubstitute(tx: Tx, agentId: string, substituteId: string): Promise<void> {
  if (!(await canSubstitute(tx, agentId, substituteId))) throw wrongField('substituteId', 'no-substitute');
}

/** Where the planned substitute has become unavailable, the cases go to the queue instead. */
async function withoutUnavailableSubstitute(tx: Tx, agentId: string, absence: SetAbsence): Promise<SetAbsence> {
  const { substituteId, handOver } = absence;
  if (substituteId === null || (await canSubstitute(tx, agentId, substituteId))) return absence;
  return { ...absence, substituteId: null, handOver: handOver === 'substitute' ? 'queue' : handOver };
}

export async function canSubstitute(tx: Tx, agentId: string, substituteId: string): Promise<boolean> {
  const found = await tx.query(
    `select 1 from agent a left join agent_presence p on p.agent_id = a.id
     where a.id = $1 and a.id <> $2 and a.active and not coalesce(p.absent, false)`,
    [substituteId, agentId],
  );
  return found.length > 0;
}
